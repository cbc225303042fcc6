"""Writes s3-wire.json: where the members of S3's operations travel, and which need a checksum.

By botocore's service model; run with botocore 1.43.11: python3 extract.py > s3-wire.json
"""

import json

import botocore.session

SERVED = json.load(open("../../CloudTests/Catalogue/Data/s3-model.json"))["operations"]


def place(member, name, payload):
    form = member.serialization
    told = form.get("name", name)
    location = form.get("location")
    if name == payload:
        return "document:" + told if member.type_name == "structure" else "raw"
    if location == "uri":
        return "path"
    if location:
        words = {"querystring": "query", "header": "header", "headers": "headers"}
        return words[location] + ":" + told
    if form.get("xmlAttribute"):
        return "attribute"
    if member.type_name == "list":
        item = member.member.serialization.get("name")
        if form.get("flattened"):
            return "flat:" + (item or told)
        return "list:" + told + "/" + (item or "member")
    return "element:" + told


def places(shape, payload=None, path="", seen=()):
    found = {}
    for name, member in shape.members.items():
        found[path + name] = place(member, name, payload)
        inner = member.member if member.type_name == "list" else member
        if inner.type_name == "structure" and inner.name not in seen:
            found |= places(inner, None, path + name + ".", (*seen, inner.name))
    return found


def described(operation):
    result = {"method": operation.http["method"], "uri": operation.http["requestUri"]}
    if operation.http_checksum.get("requestChecksumRequired"):
        result["checksum"] = "required"
    for word, shape in (("input", operation.input_shape), ("output", operation.output_shape)):
        if shape is not None:
            result[word] = places(shape, shape.serialization.get("payload"))
    return result


model = botocore.session.get_session().get_service_model("s3")
print(json.dumps(
    {name: described(model.operation_model(name)) for name in sorted(SERVED)}, indent=1))
