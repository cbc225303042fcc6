"""The requests of an operation, made from its input shape.

Each is a label, parameters for botocore, and whether the model forbids them.
"""

import base64
import copy
import dataclasses
import datetime
import json
import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable

from model import stages

#: Members and parts of the address without which a request is one of another operation.
TELLING = {"CopySource", "PartNumber", "UploadId", "list-type", "partNumber", "uploadId",
           "x-amz-copy-source"}

#: Longer texts and lists than these say nothing new.
LONGEST, MOST, DEEPEST = 140_000, 1_001, 6


@dataclasses.dataclass
class Request:
    """One request of an operation."""

    label: str
    parameters: dict
    #: Whether a service that keeps to its model must refuse it.
    is_forbidden: bool = False
    #: Changes what botocore made of the parameters, before it is signed.
    edit: Callable = None


class Samples:
    """Values that fit shapes, named ones first."""

    def __init__(self, operation, named):
        self.operation, self.named = operation, named

    def of(self, shape, name, depth=0):
        """A value of a shape."""
        own = self.named.get(f"{self.operation}.{name}", self.named.get(name))
        if own is not None and fits(shape, own):
            return copy.deepcopy(own)
        if shape.type_name == "structure":
            wanted = shape.required_members or list(shape.members)
            if getattr(shape, "is_tagged_union", False):
                wanted = list(shape.members)[:1]
            if depth >= DEEPEST:
                wanted = shape.required_members
            return {member: self.of(shape.members[member], member, depth + 1) for member in wanted}
        if shape.type_name == "list":
            return [self.of(shape.member, name, depth + 1)]
        if shape.type_name == "map":
            return {self.of(shape.key, "key"): self.of(shape.value, "value")}
        return scalar(shape)

    def plain(self, shape):
        """The members that a request needs."""
        wanted = [*shape.required_members, *stages.ADDED.get(self.operation, [])]
        return {member: self.of(shape.members[member], member) for member in wanted}


def fits(shape, value):
    """Whether a named value is of the shape's type: names mean other things in deeper shapes."""
    kind = {
        "structure": dict, "map": dict, "list": list, "string": str, "integer": int, "long": int,
        "boolean": bool, "blob": bytes, "timestamp": datetime.datetime, "double": float,
        "float": float, "character": str}[shape.type_name]
    if shape.type_name == "structure" and isinstance(value, dict):
        return set(value) <= set(shape.members)
    enum = getattr(shape, "enum", None)
    return isinstance(value, kind) and (not enum or value in enum)


def scalar(shape):
    """A value of a shape that has no members."""
    least = int(shape.metadata.get("min", 0))
    if shape.type_name in ("string", "character"):
        return (shape.enum or [max("x", "x" * least)])[0]
    return {
        "blob": b"x" * max(1, least), "integer": max(1, least), "long": max(1, least),
        "boolean": True, "double": 1.0, "float": 1.0,
        "timestamp": datetime.datetime(2025, 1, 2, tzinfo=datetime.timezone.utc),
    }[shape.type_name]


def requests(shape, samples):
    """All requests of an operation but those that only an edit can make."""
    if shape is None:
        return [Request("plain", {})]
    plain = samples.plain(shape)
    optional = [
        member for member in shape.members if member not in plain and member != "ContentLength"]
    most = {member: samples.of(shape.members[member], member) for member in optional
            if member not in stages.LONELY}
    found = [Request("plain", plain), Request("with all that go together", {**plain, **most})]
    every = {member: samples.of(shape.members[member], member) for member in optional}
    found.append(Request("with all", {**plain, **every}))
    for label, value, is_forbidden in variants(shape, plain, samples):
        found.append(Request(label, value, is_forbidden))
    return found


def variants(shape, value, samples, depth=0):
    """Other values of a shape: what they are, the value, and whether the model forbids it."""
    if depth > DEEPEST:
        return
    if shape.type_name == "structure":
        yield from of_structure(shape, value, samples, depth)
    elif shape.type_name == "list":
        yield from of_list(shape, value, samples, depth)
    elif shape.type_name == "map":
        yield from of_map(shape, value, samples, depth)
    else:
        yield from of_scalar(shape)


def of_structure(shape, value, samples, depth):
    for member, inner in shape.members.items():
        if member == "ContentLength":
            continue  # Of HTTP, not of the operation: test_bad_input.py has it.
        is_telling = inner.serialization.get("location") == "uri" or member in TELLING
        if member in shape.required_members and not is_telling:
            rest = {name: part for name, part in value.items() if name != member}
            yield f"without {member}", rest, True
        own = value[member] if member in value else samples.of(inner, member, depth)
        if member not in value:
            yield f"with {member}", {**value, member: own}, False
        for label, other, is_forbidden in variants(inner, own, samples, depth + 1):
            if is_telling and other == "":
                continue
            yield f"{member}: {label}", {**value, member: other}, is_forbidden


def of_list(shape, value, samples, depth):
    least, most = bounds(shape)
    first = value[0] if value else samples.of(shape.member, "", depth)
    yield "no element", [], least > 0
    yield "one element twice", [first, first], False
    if most and most < MOST:
        yield "as many as can be", [first] * most, False
        yield "one too many", [first] * (most + 1), True
    for label, other, is_forbidden in variants(shape.member, first, samples, depth + 1):
        yield f"[0]: {label}", [other, *value[1:]], is_forbidden


def of_map(shape, value, samples, depth):
    yield "no entry", {}, False
    yield "an entry", {"a": samples.of(shape.value, "value")}, False
    yield "an empty name", {"": samples.of(shape.value, "value")}, False
    yield "many entries", {f"n{n}": samples.of(shape.value, "value") for n in range(60)}, False
    for label, other, is_forbidden in variants(shape.value, "x", samples, depth + 1):
        yield f"{{}}: {label}", {"a": other}, is_forbidden


def bounds(shape):
    """The least and the most, of a length or a number."""
    most = shape.metadata.get("max")
    return int(shape.metadata.get("min", 0)), most and int(most)


def of_scalar(shape):
    least, most = bounds(shape)
    kind = shape.type_name
    if kind in ("string", "character"):
        yield from of_string(shape, least, most)
    elif kind == "blob":
        for length in lengths(least, most):
            yield f"{length} bytes", b"x" * length, forbids(length, least, most)
    elif kind in ("integer", "long"):
        has = shape.metadata
        numbers = {-1, 0, 1, 2, 2**31 - 1, 2**31, 2**63 - 1, 2**63, least - 1, least}
        numbers |= {most, most + 1} if most else set()
        for number in sorted(numbers):
            out = ("min" in has and number < least) or ("max" in has and number > most)
            yield f"{number}", number, bool(out)
    elif kind == "boolean":
        yield from (("true", True, False), ("false", False, False))
    elif kind in ("double", "float"):
        yield from (("0.5", 0.5, False), ("-1.5", -1.5, False))
    elif kind == "timestamp":
        for text in ("1970-01-01T00:00:00", "1969-12-31T23:59:59", "2025-01-01T00:00:01",
                     "2026-06-01T12:00:00.123456", "9999-12-31T23:59:59"):
            moment = datetime.datetime.fromisoformat(text).replace(tzinfo=datetime.timezone.utc)
            yield text, moment, False


def of_string(shape, least, most):
    if shape.enum:
        for value in shape.enum:
            yield value, value, False
        yield from (("no such value", "Nonsense", True), ("empty", "", True))
        yield "another case", shape.enum[0].swapcase(), shape.enum[0].swapcase() not in shape.enum
        return
    for length in lengths(least, most):
        yield f"{length} characters", "x" * length, forbids(length, least, most)
    yield from (
        ("a blank", " ", False), ("Unicode", "grüße 🔑", False),
        ("a control character", "a\x01b", False), ("markup", "<a>&amp;\"'", False),
        ("an ARN", "arn:aws:kms:us-east-1:111122223333:key/x", False),
        ("no ARN", "arn:", False), ("a path", "/a//b/../", False), ("a wildcard", "*", False),
        ("a number", "12", False), ("JSON", '{"a": [1]}', False))


def lengths(least, most):
    """Lengths at each bound and one past it."""
    found = {0, 1, least - 1, least, least + 1}
    if most and most <= LONGEST:
        found |= {most, most + 1}
    return sorted(length for length in found if length >= 0)


def forbids(length, least, most):
    """Whether the model forbids a length."""
    return length < least or bool(most and length > most)


def edits(operation, made, parameters):
    """Requests of wrong types and unknown members: changes of one that botocore made."""
    protocol = operation.service_model.resolved_protocol
    kinds = {"json": of_json, "query": of_query, "rest-xml": of_rest}
    for label, is_forbidden, edit in kinds[protocol](operation, made):
        yield Request(label, parameters, is_forbidden, edit)


#: A value of each type of JSON.
WRONG = {"text": "x", "a number": 7, "a fraction": 1.5, "true": True, "a list": [],
         "a list of text": ["x"], "an object": {}, "an object of objects": {"a": {"b": "c"}},
         "null": None, "a large number": 10**30}


def of_json(operation, made):
    body = json.loads(made["body"])
    for place in places(body):
        for label, wrong in WRONG.items():
            now = at(body, place)
            is_forbidden = type(wrong) in (str, list, dict) and type(now) in (str, list, dict) \
                and type(wrong) is not type(now)
            yield f"{'.'.join(map(str, place))}: {label}", is_forbidden and bool(place), \
                with_body(lambda place=place, wrong=wrong: put(body, place, wrong))
        if isinstance(at(body, place), dict):
            now = at(body, place)
            yield f"{'.'.join(map(str, place))}: an unknown member", False, \
                with_body(lambda place=place, now=now: put(body, place, {**now, "Unknown": [{}]}))


def with_body(make):
    """An edit that puts another body of JSON."""
    def edit(request):
        request["body"] = json.dumps(make()).encode()
    return edit


def places(value, place=()):
    """The way to each value in a document."""
    yield place
    if isinstance(value, dict):
        for name, part in value.items():
            yield from places(part, (*place, name))
    elif isinstance(value, list):
        for number, part in enumerate(value[:2]):
            yield from places(part, (*place, number))


def at(value, place):
    for step in place:
        value = value[step]
    return value


def put(value, place, new):
    """A copy with another value at a place."""
    if not place:
        return new
    changed = copy.copy(value)
    changed[place[0]] = put(value[place[0]], place[1:], new)
    return changed


def of_query(operation, made):
    """Fields of a form."""
    fields = [name for name in made["body"] if name not in ("Action", "Version")]

    def with_fields(change):
        return lambda request: request.update(body=change(dict(request["body"])))

    for name in fields:
        for wrong in ("", "nonsense", "-1", "1.5", "true", "99999999999999999999", "\u00fc\u0001"):
            yield f"{name}: {wrong!r}", False, with_fields(
                lambda body, name=name, wrong=wrong: {**body, name: wrong})
        yield f"{name}: a list", False, with_fields(lambda body, name=name: {
            **{key: text for key, text in body.items() if key != name}, f"{name}.member.1": "x"})
        yield f"{name}: a structure", False, with_fields(
            lambda body, name=name: {**body, f"{name}.Key": "x"})
    for name in ("Unknown", "Unknown.member.1", "Tags.member.0.Key", "Tags.member.x",
                 "Tags.entry.1", "Tags", "Tags.member.2.Key", ".",
                 "Unknown.member.99999999999999999999.Key"):
        yield f"an unknown field {name}", False, with_fields(
            lambda body, name=name: {**body, name: "x"})
    for version in ("", "1999-01-01", "nonsense"):
        yield f"Version: {version!r}", False, with_fields(
            lambda body, version=version: {**body, "Version": version})


def of_rest(operation, made):
    """Headers, the query of the address, and the XML of the body."""
    for name in made["headers"]:
        if name in ("Content-Length", "Expect") or name in TELLING:
            continue  # Of HTTP, not of the operation: test_bad_input.py has them.
        for wrong in ("", "nonsense", "-1", "1.5", "true", "99999999999999999999"):
            yield f"header {name}: {wrong!r}", False, (
                lambda request, name=name, wrong=wrong: request["headers"].update({name: wrong}))
    for name in ("x-amz-unknown", "x-amz-meta-"):
        yield f"an unknown header {name}", False, (
            lambda request, name=name: request["headers"].update({name: "x"}))
    query = made["url"].partition("?")[2]
    for part in query.split("&") if query else []:
        name = part.partition("=")[0]
        if name in TELLING:
            continue
        for wrong in ("", "nonsense", "-1", "1.5", "99999999999999999999", "%FF", "a%00b"):
            yield f"query {name}: {wrong!r}", False, with_query(part, f"{name}={wrong}")
        yield f"query {name}: twice", False, with_query(part, f"{part}&{name}=x")
    for added in ("unknown=1", "versionId", "uploadId=", "partNumber=1", "x-id=Other", "&&", "=x"):
        yield f"query with {added}", False, (lambda request, added=added: request.update(
            url=request["url"] + ("&" if "?" in request["url"] else "?") + added))
    body = made["body"]
    if isinstance(body, bytes) and body.startswith(b"<"):
        yield from of_xml(body)


def with_query(part, other):
    pattern = rf"([?&]){re.escape(part)}(?=&|$)"
    return lambda request: request.update(
        url=re.sub(pattern, lambda found: found[1] + other, request["url"], count=1))


def of_xml(body):
    """Documents with one element changed."""
    ElementTree.register_namespace("", "http://s3.amazonaws.com/doc/2006-03-01/")
    count = sum(1 for _ in ElementTree.fromstring(body).iter())

    def changed(number, change):
        def edit(request):
            root = ElementTree.fromstring(body)
            parents = {child: parent for parent in root.iter() for child in parent}
            element = list(root.iter())[number]
            change(element, parents.get(element))
            request["body"] = ElementTree.tostring(root)
        return edit

    def text(wrong):
        return lambda element, _: setattr(element, "text", wrong)

    def twice(element, parent):
        (element if parent is None else parent).append(copy.deepcopy(element))

    changes = {
        f"text {wrong!r}": text(wrong)
        for wrong in ("", "nonsense", "-1", "1.5", "true", "99999999999999999999", "  Enabled ")}
    changes |= {
        "an unknown element": lambda element, _: element.append(ElementTree.Element("Unknown")),
        "another name": lambda element, _: setattr(element, "tag", "Other"),
        "another namespace": lambda element, _: setattr(
            element, "tag", "{urn:other}" + element.tag.rpartition("}")[2]),
        "an attribute": lambda element, _: element.set("a", "b"),
        "without it": lambda element, parent: parent is not None and parent.remove(element),
        "twice": twice,
    }
    names = [element.tag.rpartition("}")[2] for element in ElementTree.fromstring(body).iter()]
    for number in range(count):
        for label, change in changes.items():
            yield f"<{names[number]}>: {label}", False, changed(number, change)
    for label, wrong in (("nothing", b""), ("half of it", body[: len(body) // 2]),
                         ("JSON", b'{"a": "b"}'), ("twice", body + body), ("text", b"nonsense"),
                         ("base64", base64.b64encode(body))):
        yield f"body: {label}", False, (lambda request, wrong=wrong: request.update(body=wrong))
