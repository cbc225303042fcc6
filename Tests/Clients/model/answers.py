"""Holds an answer against the model: what is wrong with it, in words."""

import base64
import binascii
import functools
import json
import re
import xml.etree.ElementTree as ElementTree
from datetime import datetime

from botocore.session import get_session

#: Codes that any call of a service can get, whatever its own errors are: the page "Common Errors"
#: of each service's API reference, and for JSON and query what its front end says to a request that
#: it cannot read (AWS's JSON and query protocols).
COMMON = {
    "json": {
        "AccessDeniedException", "ExpiredTokenException", "IncompleteSignatureException",
        "InternalFailure", "InvalidSignatureException", "MissingAuthenticationTokenException",
        "NotAuthorized", "OptInRequired", "RequestExpired", "RequestEntityTooLargeException",
        "SerializationException", "ServiceUnavailable", "ThrottlingException",
        "UnknownOperationException", "UnrecognizedClientException", "ValidationException",
        # What kmslab does not simulate says so with this code.
        "UnsupportedOperationException",
    },
    "query": {
        "AccessDenied", "ExpiredToken", "IncompleteSignature", "InternalFailure", "InvalidAction",
        "InvalidClientTokenId", "InvalidParameterCombination", "InvalidParameterValue",
        "InvalidQueryParameter", "MalformedInput", "MalformedQueryString", "MissingAction",
        "MissingAuthenticationToken", "MissingParameter", "OptInRequired", "RequestExpired",
        "ServiceUnavailable", "SignatureDoesNotMatch", "Throttling", "ValidationError",
    },
    # S3's own page "Error Responses", as far as botocore's model does not repeat it: the codes of
    # what is not configured, of its newer features, of KMS behind it; for HEAD the bare status.
    "rest-xml": {
        "AuthorizationQueryParametersError", "ConditionalRequestConflict", "ExpiredToken",
        "IllegalLocationConstraintException", "InvalidBucketAclWithObjectOwnership",
        "InvalidRetentionPeriod", "InvalidTag", "KeyTooLongError", "MalformedPolicy",
        "MalformedTrailerError", "NoSuchCORSConfiguration", "NoSuchObjectLockConfiguration",
        "NoSuchWebsiteConfiguration", "ReplicationConfigurationNotFoundError",
        "NoSuchPublicAccessBlockConfiguration", "NoSuchTagSet", "NoSuchTagSetError",
        "ObjectLockConfigurationNotFoundError", "OwnershipControlsNotFoundError",
        "RequestHeaderSectionTooLarge", "ServerSideEncryptionConfigurationNotFoundError",
        "UnexpectedContent", "XAmzContentSHA256Mismatch", "InvalidRegionName",
        "ObjectAlreadyInActiveTierError", "AccessControlListNotSupported", "InvalidChunkSizeError",
        "MissingRequestBodyError", "BadRequest", "InvalidPartNumber",
        "InvalidBucketOwnerAWSAccountID", "KMS.DisabledException", "KMS.KMSInvalidStateException",
        "KMS.NotFoundException", "KMS.InvalidKeyUsageException", "KMS.InvalidArnException",
        "KMS.UnsupportedOperationException", "KMS.ThrottlingException", "KMS.ValidationException",
        "NotImplemented", "301", "304", "400", "403", "404", "405", "412", "416", "501",
    },
}

#: Codes that the model does not name, though the operation takes what they are about; how AWS answers
#: could not be verified (`help differences`).
UNVERIFIED = {
    "DescribeKey": {"InvalidGrantTokenException"},
    "ListKeyPolicies": {"InvalidMarkerException"},
}

#: Headers of an answer that no operation's shape names.
HEADERS = {
    "x-amz-request-id", "x-amz-id-2", "x-amz-bucket-region", "x-amzn-requestid",
    "x-amz-delete-marker", "x-amz-version-id", "x-amz-missing-meta", "x-amzn-errortype",
    "x-amzn-query-error", "x-amzn-trace-id", "x-amz-expiration",
}

#: Elements that stand in an <Error> of S3 beside its code: AWS's own answers show them.
EXTRAS = {
    "Code", "Message", "RequestId", "HostId", "Resource", "Key", "BucketName", "Bucket",
    "ArgumentName", "ArgumentValue", "UploadId", "VersionId", "Condition", "Method", "ResourceType",
    "Region", "Endpoint", "AWSAccessKeyId", "StringToSign", "SignatureProvided",
    "StringToSignBytes", "CanonicalRequest", "CanonicalRequestBytes", "MaxSizeAllowed", "Size",
    "ProposedSize", "MinSizeAllowed", "PartNumber", "ETag", "RangeRequested", "ActualObjectSize",
    "ExpectedDigest", "CalculatedDigest", "Content-MD5", "LocationConstraint", "Detail", "Header",
    "HeadersNotSigned", "StorageClass", "StorageClassRequested", "AccessTier", "Expires",
    "ServerTime", "RequestTime", "MaxAllowedSkewMilliseconds", "ClientComputedContentSHA256",
    "S3ComputedContentSHA256", "URI", "TagKey", "TagValue", "AccountId", "Chunk", "BadChunkSize",
    "Token-0", "ServiceAction", "additionalMessage", "X-Amz-Expires", "MaxKeyLength", "MinDate",
    "ActualPartCount", "PartNumberRequested",
}


def codes(operation):
    """The codes that an operation may answer with."""
    found = set(COMMON[operation.service_model.resolved_protocol])
    found |= UNVERIFIED.get(operation.name, set())
    for shape in operation.error_shapes:
        found |= {shape.name, shape.metadata.get("error", {}).get("code") or shape.name}
    if operation.service_model.service_name in ("s3", "s3control"):
        found |= of_s3()
    return found


@functools.cache
def of_s3():
    """The codes that S3's model lists in the words of its shape Error."""
    text = get_session().get_service_model("s3").shape_for("Error").members["Code"].documentation
    return set(re.findall(r"<i>Code:</i> *(\w+)", text))


def problems(operation, answer):
    """What is wrong with an answer: a dict of status, headers and body."""
    protocol = operation.service_model.resolved_protocol
    status, body = answer["status_code"], answer["body"]
    if status in (500, 502, 507) or status > 503:
        return [f"status {status}"]
    if status >= 300:
        return list(of_error(operation, protocol, status, answer))
    found = list(of_headers(operation, protocol, answer))
    if operation.has_streaming_output or not isinstance(body, bytes):
        return found
    if protocol == "json":
        found += of_json_body(operation, body)
    elif body or protocol == "query":
        found += of_xml_body(operation, protocol, body)
    return found


def of_headers(operation, protocol, answer):
    """Headers that the model does not name, and ids that are missing."""
    names = {name.lower() for name in answer["headers"]}
    if protocol == "rest-xml":
        shape = operation.output_shape
        known = set(HEADERS)
        for member in shape.members.values() if shape else []:
            if member.serialization.get("location") == "header":
                known.add(member.serialization["name"].lower())
        for name in sorted(names):
            if name.startswith("x-amz") and name not in known and "x-amz-meta-" not in name:
                yield f"header {name} is not in the model"
        if "x-amz-request-id" not in names:
            yield "no x-amz-request-id"
    elif "x-amzn-requestid" not in names:
        yield "no x-amzn-RequestId"


def of_error(operation, protocol, status, answer):
    """A refusal: its code, its members, its status."""
    body = answer["body"]
    if not isinstance(body, bytes):
        yield f"status {status} with a body that was not read"
        return
    if operation.http["method"] == "HEAD" or status == 304:
        if body:
            yield f"a body in the answer of status {status}"
        return
    if protocol == "json":
        yield from of_json_error(operation, status, body)
        return
    try:
        root = ElementTree.fromstring(body)
    except ElementTree.ParseError as problem:
        yield f"status {status}, no XML: {re.sub('[0-9]+', 'N', str(problem))}"
        return
    error = root if protocol == "rest-xml" and local(root) == "Error" else child(root, "Error")
    if error is None:
        yield f"no <Error> but <{local(root)}>"
        return
    parts = {local(part): part.text or "" for part in error}
    yield from of_code(operation, status, parts.get("Code"))
    # AWS's own have no text either: a canned ACL that is none, a number that is none.
    is_silent = parts.get("Code") == "MalformedInput" or parts.get("ArgumentName") == "x-amz-acl"
    if not parts.get("Message") and not is_silent:
        yield f"{parts.get('Code')} without a message"
    known = EXTRAS if protocol == "rest-xml" else {"Type", "Code", "Message", "Detail"}
    for name in sorted(set(parts) - known):
        yield f"<{name}> in an error"


def of_json_error(operation, status, body):
    try:
        document = json.loads(body)
    except ValueError:
        yield f"status {status}, no JSON"
        return
    code = str(document.get("__type", "")).rpartition("#")[2]
    yield from of_code(operation, status, code)
    members = {"__type", "message", "Message"}
    for shape in operation.error_shapes:
        if shape.name == code:
            members |= set(shape.members)
    for name in sorted(set(document) - members):
        yield f"member {name} in {code} is not in the model"


def of_code(operation, status, code):
    """Whether a code is known, and goes with its status."""
    if code not in codes(operation):
        yield f"code {code} is neither in the operation's model nor in AWS's common list"
    for shape in operation.error_shapes:
        error = shape.metadata.get("error", {})
        if code == error.get("code") and error.get("httpStatusCode", status) != status:
            yield f"{code} with status {status}, the model says {error['httpStatusCode']}"


def of_json_body(operation, body):
    shape = operation.output_shape
    if not body:
        return [] if shape is None or not shape.members else ["an empty body"]
    try:
        document = json.loads(body)
    except ValueError:
        return ["no JSON"]
    return list(of_json_value(shape, document, "")) if shape else []


def of_json_value(shape, value, place):
    kind = shape.type_name
    types = {"structure": dict, "map": dict, "list": list, "string": str, "blob": str,
             "integer": int, "long": int, "boolean": bool, "timestamp": (int, float)}
    if not isinstance(value, types.get(kind, object)) or (
            kind != "boolean" and isinstance(value, bool)):
        yield f"{place} is {json.dumps(value)[:20]}, no {kind}"
    elif kind == "structure":
        for name in sorted(set(value) - set(shape.members)):
            yield f"member {place}.{name} is not in the model"
        for name in shape.required_members:
            if name not in value:
                yield f"no member {place}.{name}"
        for name in value:
            if name in shape.members:
                yield from of_json_value(shape.members[name], value[name], f"{place}.{name}")
    elif kind == "list":
        for part in value:
            yield from of_json_value(shape.member, part, f"{place}[]")
    elif kind == "map":
        for part in value.values():
            yield from of_json_value(shape.value, part, f"{place}{{}}")
    elif kind == "blob":
        try:
            yield from of_bounds(shape, base64.b64decode(value, validate=True), place)
        except binascii.Error:
            yield f"{place} is no base64"
    elif kind == "string":
        yield from of_bounds(shape, value, place)


def of_bounds(shape, value, place):
    """The length and the enumeration of a text."""
    enum = getattr(shape, "enum", None)
    if enum and value not in enum:
        yield f"{place} is {value[:40]!r}, none of the model's values"
    # A grant without a name is told with an empty one.
    if len(value) < int(shape.metadata.get("min", 0)) and place != ".Grants[].Name":
        yield f"{place} is shorter than the model's {shape.metadata['min']}"
    if len(value) > int(shape.metadata.get("max", len(value))):
        yield f"{place} is longer than the model's {shape.metadata['max']}"


def of_xml_body(operation, protocol, body):
    shape = operation.output_shape
    payload = shape and shape.serialization.get("payload")
    if payload and shape.members[payload].type_name != "structure":
        return []  # A policy, as it was put.
    try:
        root = ElementTree.fromstring(body)
    except ElementTree.ParseError as problem:
        return [f"no XML: {re.sub('[0-9]+', 'N', str(problem))}"]
    if protocol == "query":
        return list(of_query_answer(operation, root))
    if shape is None:
        return [f"a body <{local(root)}> where the model has none"]
    if payload:
        shape = shape.members[payload]
    if operation.name == "GetBucketLocation":
        return []  # Its root element is the value.
    return list(of_element(shape, root, local(root)))


def of_query_answer(operation, root):
    if local(root) != f"{operation.name}Response":
        yield f"root <{local(root)}>"
    metadata = child(root, "ResponseMetadata")
    if metadata is None or child(metadata, "RequestId") is None:
        yield "no <ResponseMetadata><RequestId>"
    shape = operation.output_shape
    if shape is None:
        return
    result = child(root, shape.serialization.get("resultWrapper", f"{operation.name}Result"))
    if result is None:
        yield "no result in the answer"
        return
    yield from of_element(shape, result, "")


def of_element(shape, element, place):
    """An element against a structure."""
    known, attributes = {}, set()
    for name, member in shape.members.items():
        if member.serialization.get("location") in ("header", "headers", "statusCode"):
            continue
        told = member.serialization.get("name", name)
        if member.serialization.get("xmlAttribute"):
            attributes.add(told.rpartition(":")[2])
            continue
        if member.type_name == "list" and member.serialization.get("flattened"):
            told = member.member.serialization.get("name", told)
            told = member.serialization.get("name", told)
        known[told] = member
    seen = set()
    for part in element:
        name = local(part)
        member = known.get(name)
        if member is None:
            yield f"<{name}> in {place or 'the result'} is not in the model"
            continue
        is_flat = member.serialization.get("flattened")
        if name in seen and not is_flat:
            yield f"<{name}> twice in {place}"
        seen.add(name)
        inside = f"{place}.{name}"
        if member.type_name == "list" and is_flat:
            yield from of_part(member.member, part, inside)
        else:
            yield from of_part(member, part, inside)
    for name in element.attrib:
        if name.rpartition("}")[2] not in attributes and "xmlns" not in name:
            yield f"attribute {name} of {place}"


def of_part(shape, element, place):
    kind, text = shape.type_name, element.text or ""
    if kind == "structure":
        yield from of_element(shape, element, place)
    elif kind == "list":
        told = shape.member.serialization.get("name", "member")
        for part in element:
            if local(part) != told:
                yield f"<{local(part)}> in {place} where the model has <{told}>"
            yield from of_part(shape.member, part, f"{place}[]")
    elif kind == "map":
        return
    elif len(element):
        yield f"elements in {place}, which is text"
    elif kind in ("integer", "long"):
        if not re.fullmatch(r"-?\d+", text):
            yield f"{place} is {text[:20]!r}, no number"
    elif kind == "boolean":
        if text not in ("true", "false"):
            yield f"{place} is {text[:20]!r}, no boolean"
    elif kind == "timestamp":
        try:
            datetime.fromisoformat(text.replace("Z", "+00:00"))
        except ValueError:
            yield f"{place} is {text[:30]!r}, no time"
    elif kind == "string":
        yield from of_bounds(shape, text, place)


def local(element):
    """An element's name without its namespace."""
    return element.tag.rpartition("}")[2]


def child(element, name):
    """The first child of a name."""
    return next((part for part in element if local(part) == name), None)
