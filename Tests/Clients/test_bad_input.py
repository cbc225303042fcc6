"""Bytes that no client sends: AWS's error or a closed connection, and the world as before."""

import base64
import hashlib
import re
import socket
import time

import botocore.config
import pytest

from raw import Raw, asked, chunked, error, is_refused, kms_call, signed, status
from world import new_bucket, new_key


@pytest.fixture
def world(lab):
    """A world that is looked at before and after."""
    new_bucket(lab, key=new_key(lab))
    lab.client("s3").put_object(Bucket="our-photos", Key="k", Body=b"roses")

    def state():
        return [lab.line(line) for line in (
            "aws s3api list-buckets", "aws s3api list-objects-v2 --bucket our-photos",
            "aws kms list-keys", "aws kms list-aliases", "aws s3api list-multipart-uploads"
            " --bucket our-photos")]

    before = state()
    yield lab
    assert lab.process.poll() is None
    lab.door("health")
    assert state() == before


def test_half_a_request_and_then_nothing(world):
    raw = Raw(world)
    raw.send(signed(world, "PUT", "/our-photos/half", b"x" * 1000)[:-500])
    raw.socket.shutdown(socket.SHUT_WR)
    assert is_refused(raw.answer())


@pytest.mark.parametrize("cut", [1, 10, 40, 200])
def test_half_a_head_and_then_nothing(world, cut):
    raw = Raw(world)
    raw.send(signed(world, "PUT", "/our-photos/half", b"x")[:cut])
    raw.socket.shutdown(socket.SHUT_WR)
    assert is_refused(raw.answer())


def test_a_client_that_goes_away_in_the_middle_leaves_nothing(world):
    for _ in range(20):
        raw = Raw(world)
        raw.send(signed(world, "PUT", "/our-photos/half", b"x" * 100_000)[:-1])
        raw.socket.close()


def test_one_byte_after_the_other(world):
    raw = Raw(world)
    for byte in signed(world, "GET", "/our-photos/k"):
        raw.send(bytes([byte]))
        time.sleep(0.001)
    answer = raw.answer()
    assert status(answer) == 200 and answer.endswith(b"roses")


def test_many_slow_clients_keep_nobody_waiting(world):
    slow = [Raw(world) for _ in range(100)]
    for raw in slow:
        raw.send(b"GET / HTTP/1.1\r\nHos")
    start = time.monotonic()
    assert status(asked(world, signed(world, "GET", "/our-photos/k"))) == 200
    assert time.monotonic() - start < 5
    for raw in slow:
        raw.socket.close()


def test_a_body_shorter_than_announced(world):
    request = signed(world, "PUT", "/our-photos/short", b"x" * 100)
    raw = Raw(world)
    raw.send(request.replace(b"Content-Length: 100", b"Content-Length: 200"))
    raw.socket.shutdown(socket.SHUT_WR)
    answer = raw.answer()
    assert is_refused(answer) and error(answer) in (None, "IncompleteBody")


def test_a_body_longer_than_announced(world):
    """What is too much is the next request's beginning, and no request."""
    request = signed(world, "GET", "/our-photos/k") + b"tulips" * 100 + b"\r\n\r\n"
    raw = Raw(world)
    raw.send(request)
    assert status(raw.answer()) == 200


def test_a_body_cut_to_what_is_announced_is_not_the_signed_one(world):
    request = signed(world, "PUT", "/our-photos/short", b"x" * 100)
    answer = asked(world, request.replace(b"Content-Length: 100", b"Content-Length: 50"))
    assert error(answer) == "XAmzContentSHA256Mismatch"


@pytest.mark.parametrize("length", [b"-1", b"abc", b"1, 2", b"99999999999999999999999", b"0x10"])
def test_a_length_that_is_none(world, length):
    request = signed(world, "PUT", "/our-photos/short", b"x")
    assert is_refused(asked(world, request.replace(
        b"Content-Length: 1", b"Content-Length: " + length)))


def test_two_lengths_that_differ(world):
    request = signed(world, "PUT", "/our-photos/short", b"x")
    assert is_refused(asked(world, request.replace(
        b"Content-Length: 1", b"Content-Length: 1\r\nContent-Length: 2")))


def test_a_length_and_chunks_at_once(world):
    request = signed(world, "PUT", "/our-photos/short", b"x")
    assert is_refused(asked(world, request.replace(
        b"Content-Length: 1", b"Content-Length: 1\r\nTransfer-Encoding: chunked")))


def test_ten_thousand_headers(world):
    extra = "".join(f"x{number}: y\r\n" for number in range(10_000)).encode()
    assert is_refused(asked(world, signed(world, "GET", "/our-photos/k").replace(
        b"\r\n\r\n", b"\r\n" + extra + b"\r\n", 1)))


def test_headers_of_64_kib_and_one_byte(world):
    answer = asked(world, kms_call(world, b"{}").replace(
        b"\r\n\r\n", b"\r\nx: " + b"y" * (64 * 1024 + 1) + b"\r\n\r\n", 1))
    assert is_refused(answer)


def test_s3_takes_8_kib_of_headers(world):
    answer = asked(world, signed(world, "GET", "/our-photos/k").replace(
        b"\r\n\r\n", b"\r\nx: " + b"y" * 8192 + b"\r\n\r\n", 1))
    assert status(answer) == 400 and error(answer) == "RequestHeaderSectionTooLarge"


def test_a_first_line_without_an_end(world):
    assert is_refused(asked(world, b"GET /" + b"a" * 1_000_000))


@pytest.mark.parametrize("line", [
    b"", b"\x00\x01\x02", b"GET", b"GET /", b"GET / HTTP/9.9", b"G@T / HTTP/1.1",
    b"GET http://x:y:z/ HTTP/1.1", b"GET  / HTTP/1.1", b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03"])
def test_a_first_line_that_is_none(world, line):
    raw = Raw(world)
    raw.send(line + b"\r\nHost: x\r\n\r\n")
    raw.socket.shutdown(socket.SHUT_WR)
    assert is_refused(raw.answer())


@pytest.mark.parametrize("header", [
    b"bad name: x", b": x", b"x\x00y: z", b"x: y\x00z", b" folded", b"no-colon",
    b"Host: other", b"Transfer-Encoding: gzip", b"Expect: miracles"])
def test_a_header_that_is_none(world, header):
    request = signed(world, "PUT", "/our-photos/bad", b"x")
    first, rest = request.split(b"\r\n", 1)
    changed = first + b"\r\n" + rest.replace(b"\r\n\r\n", b"\r\n" + header + b"\r\n\r\n", 1)
    # A second Host and an unknown Expect may be overlooked, but the object must not be there twice.
    answer = asked(world, changed)
    if header.startswith((b"Expect", b"Host")) and status(answer) == 200:
        world.client("s3").delete_object(Bucket="our-photos", Key="bad")
        return
    assert is_refused(answer) or status(answer) == 417


@pytest.mark.parametrize("body", [
    b"ffffffffffffffff\r\nroses\r\n0\r\n\r\n", b"fffffffffffffffff\r\nroses\r\n0\r\n\r\n",
    b"7fffffffffffffff\r\nroses\r\n0\r\n\r\n", b"-5\r\nroses\r\n0\r\n\r\n", b"5\r\nro",
    b"5\r\nroses0\r\n\r\n", b"\r\n\r\n", b"5;" + b"x" * 100_000 + b"\r\nroses\r\n0\r\n\r\n",
    b"5\nroses\n0\n\n", b"zz\r\nroses\r\n0\r\n\r\n", b"", b"5\r\nroses\r\n",
    b"6\r\nroses!\r\n0\r\n\r\n", b"5\r\nroses\r\n0\r\nx-amz-checksum-crc32:AAAAAA==\r\n\r\n",
    b"5\r\nroses\r\n0\r\nx-amz-checksum-sha1:AAAAAA==\r\n\r\n",
    b"5\r\nroses\r\n0\r\n" + b"x: y\r\n" * 10_000 + b"\r\n"])
def test_chunks_of_aws_that_are_none(world, body):
    answer = asked(world, chunked(world, body))
    assert is_refused(answer) and error(answer) in (
        None, "IncompleteBody", "MalformedTrailerError", "BadDigest", "InvalidRequest",
        "InvalidChunkSizeError", "RequestHeaderSectionTooLarge")


def test_chunks_of_aws_that_are_some(lab):
    new_bucket(lab)
    answer = asked(lab, chunked(
        lab, b"3\r\nros\r\n2\r\nes\r\n0\r\nx-amz-checksum-crc32:oUTKig==\r\n\r\n"))
    assert status(answer) == 200
    found = lab.client("s3").get_object(Bucket="our-photos", Key="chunked")
    assert found["Body"].read() == b"roses"


@pytest.mark.parametrize("body", [
    b"ffffffffffffffff\r\nroses\r\n0\r\n\r\n", b"fffffffffffffffff\r\nroses\r\n0\r\n\r\n",
    b"-1\r\nroses\r\n0\r\n\r\n", b"5\r\nrosesXX0\r\n\r\n", b"g\r\n\r\n"])
def test_chunks_of_http_that_are_none(world, body):
    request = signed(world, "PUT", "/our-photos/chunked", b"roses")
    head = request.partition(b"\r\n\r\n")[0].replace(
        b"Content-Length: 5", b"Transfer-Encoding: chunked")
    raw = Raw(world)
    raw.send(head + b"\r\n\r\n" + body)
    raw.socket.shutdown(socket.SHUT_WR)
    assert is_refused(raw.answer())


@pytest.mark.parametrize("path", [
    b"/our-photos/%", b"/our-photos/%2", b"/our-photos/%zz", b"/our-photos/%ff%fe",
    b"/our-photos/\xff\xfe", b"/our-photos/%C0%AF", b"/our-photos/%ED%A0%80",
    b"/our-photos/%00", b"/our-photos/k?%ff", b"/our-photos/k?a=%zz",
    b"/%", b"//", b"/our-photos/k?versionId=%00", b"*", b"/our-photos/k#fragment", b"/\x7f"])
def test_a_path_that_is_none(world, path):
    request = signed(world, "GET", "/our-photos/k").replace(b"/our-photos/k", path, 1)
    assert is_refused(asked(world, request))


@pytest.mark.parametrize("key", ["..", "../..", "a/../b", "./a", "%2e%2e/x", "a//../b", "...."])
def test_dots_in_a_key_are_a_key(lab, key):
    new_bucket(lab)
    assert status(asked(lab, signed(lab, "PUT", f"/our-photos/{key}", b"dots"))) == 200
    found = lab.client("s3").list_objects_v2(Bucket="our-photos")["Contents"]
    assert [entry["Key"] for entry in found] == [key.replace("%2e", ".")]
    answer = asked(lab, signed(lab, "GET", f"/our-photos/{key}"))
    assert answer.endswith(b"dots")


NAMESPACE = 'xmlns="http://s3.amazonaws.com/doc/2006-03-01/"'
DOCUMENTS = {
    "an entity": f'<!DOCTYPE a [<!ENTITY e "Enabled">]><VersioningConfiguration {NAMESPACE}>'
                 "<Status>&e;</Status></VersioningConfiguration>",
    "an external entity": '<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
                          f"<VersioningConfiguration {NAMESPACE}><Status>&e;</Status>"
                          "</VersioningConfiguration>",
    "a billion laughs": "<!DOCTYPE a [<!ENTITY a0 'ha'>" + "".join(
        f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 10))
        + "]><VersioningConfiguration><Status>&a9;</Status></VersioningConfiguration>",
    "depth 10,000": "<a>" * 10_000 + "</a>" * 10_000,
    "depth without end": "<a>" * 100_000,
    "no end": "<VersioningConfiguration><Status>Enabled",
    "two roots": "<VersioningConfiguration/><VersioningConfiguration/>",
    "another root": "<Tagging/>",
    "crossed": "<VersioningConfiguration><Status>Enabled</VersioningConfiguration></Status>",
    "no xml": '{"Status": "Enabled"}',
    "a number of no character": "<VersioningConfiguration><Status>&#0;</Status>"
                                "</VersioningConfiguration>",
    "a number beyond all": "<VersioningConfiguration><Status>&#99999999999999;</Status>"
                           "</VersioningConfiguration>",
    "no UTF-8": b"<VersioningConfiguration><Status>\xff\xfe</Status></VersioningConfiguration>",
    "10,000 attributes": "<VersioningConfiguration " + " ".join(
        f'a{n}="b"' for n in range(10_000)) + "/>",
    "nothing": "",
    "a comment that never ends": "<!--" + "-" * 10_000,
    "a million elements": "<VersioningConfiguration>" + "<a/>" * 1_000_000
                          + "</VersioningConfiguration>",
}


@pytest.mark.parametrize("document", DOCUMENTS.values(), ids=DOCUMENTS.keys())
def test_xml_that_is_none(world, document):
    before = world.line("aws s3api get-bucket-versioning --bucket our-photos")
    body = document if isinstance(document, bytes) else document.encode()
    md5 = base64.b64encode(hashlib.md5(body).digest()).decode()
    answer = asked(world, signed(
        world, "PUT", "/our-photos?versioning", body, headers={"Content-MD5": md5}))
    assert status(answer) == 400 and error(answer) in (
        "MalformedXML", "MissingRequestBodyError", "MaxMessageLengthExceeded",
        "IllegalVersioningConfigurationException")
    assert world.line("aws s3api get-bucket-versioning --bucket our-photos") == before


@pytest.mark.parametrize("body", [
    b"", b"{", b"[]", b"null", b'"x"', b"[" * 100_000, b'{"a":' * 100_000, b"{}{}", b"\xff\xfe",
    b'{"Limit": 1e999}', b'{"Limit": 99999999999999999999999999}', b'{"Marker": "\\ud800"}',
    b'{"Marker": "\\u0000"}', b'{"Limit": 1, "Limit": 2}', b"{'Limit': 1}", b'{"Limit": 01}',
    b'{"Marker": "' + b"x" * 1_000_000 + b'"}'],
    ids=lambda body: body[:20].decode("latin-1"))
def test_json_that_is_none(world, body):
    """Some of them say something: what must not be is a failure of the server's own."""
    answer = asked(world, kms_call(world, body))
    assert status(answer) in (200, 400, 413)
    if status(answer) != 200:
        assert error(answer) in (
            "SerializationException", "ValidationException", "InvalidMarkerException",
            "RequestEntityTooLargeException")


@pytest.mark.parametrize("body", [
    b"", b"&&&&", b"Action", b"Action=", b"Action=ListUsers&Action=CreateUser", b"Action=%zz",
    b"Action=ListUsers&Version=1999-01-01", b"Action=Nothing&Version=2010-05-08",
    b"Action=ListUsers&Version=2010-05-08&MaxItems=x", b"\xff=\xfe",
    b"Action=TagUser&Version=2010-05-08&UserName=bob&Tags.member.99999999999999999999.Key=a",
    b"Action=TagUser&Version=2010-05-08&UserName=bob&Tags.member.-1.Key=a",
    b"Action=TagUser&Version=2010-05-08&UserName=bob&Tags.member.1000000.Key=a",
    b"Action=ListUsers&Version=2010-05-08" + b"&a.b" * 100_000,
    b"Action=ListUsers&Version=2010-05-08&" + b"a." * 100_000 + b"=1"],
    ids=lambda body: body[:60].decode("latin-1"))
def test_a_query_that_is_none(world, body):
    answer = asked(world, signed(world, "POST", "/", body, "iam", {
        "Content-Type": "application/x-www-form-urlencoded; charset=utf-8"}))
    assert status(answer) in (200, 400, 403, 404, 413)
    if status(answer) != 200:
        assert error(answer)


def test_each_changed_byte_of_a_signature_is_refused(world):
    request = signed(world, "PUT", "/our-photos/forged", b"x")
    start = request.index(b"Signature=") + len(b"Signature=")
    for place in range(start, start + 64):
        changed = bytearray(request)
        changed[place] = ord("b") if changed[place] == ord("a") else ord("a")
        assert error(asked(world, bytes(changed))) == "SignatureDoesNotMatch"


def test_each_changed_byte_of_a_signed_head_is_refused(world):
    """Whichever byte of the first line or of a header that is signed: never a 200."""
    md5 = base64.b64encode(hashlib.md5(TAGGING).digest()).decode()
    request = signed(
        world, "PUT", "/our-photos/forged?tagging", TAGGING, headers={"Content-MD5": md5})
    head = request.partition(b"\r\n\r\n")[0]
    for place in range(len(head)):
        line = head[:place].split(b"\r\n")[-1].split(b":")[0].lower()
        if head[place] in b"\r\n: " or line == b"content-length":
            continue
        changed = bytearray(request)
        changed[place] = ord("b") if changed[place] in b"aA" else ord("a")
        assert status(asked(world, bytes(changed))) != 200, bytes(changed[:400])


TAGGING = b"<Tagging><TagSet><Tag><Key>a</Key><Value>b</Value></Tag></TagSet></Tagging>"


@pytest.mark.parametrize("authorization", [
    b"", b"AWS4-HMAC-SHA256", b"AWS4-HMAC-SHA256 Credential=", b"Basic YTpi", b"Bearer x",
    b"AWS4-HMAC-SHA256 Credential=a/b/c/d/e, SignedHeaders=host, Signature=",
    b"AWS4-HMAC-SHA256 Credential=a/20250101/us-east-1/s3/aws4_request, SignedHeaders=,"
    b" Signature=x",
    b"AWS4-HMAC-SHA256 " + b"," * 5000, b"AWS a:b", b"AWS4-ECDSA-P256-SHA256 x=y",
    b"AWS4-HMAC-SHA256 Credential=\xff/x/y/s3/aws4_request, SignedHeaders=host, Signature=x"])
def test_an_authorization_that_is_none(world, authorization):
    request = signed(world, "PUT", "/our-photos/forged", b"x")
    start = request.index(b"Authorization: ") + len(b"Authorization: ")
    end = request.index(b"\r\n", start)
    answer = asked(world, request[:start] + authorization + request[end:])
    assert status(answer) in (400, 403) and error(answer)


def test_a_link_with_each_parameter_left_out_is_refused(world):
    link = world.client("s3", config=botocore.config.Config(signature_version="s3v4"))
    link = link.generate_presigned_url("get_object", {"Bucket": "our-photos", "Key": "k"})
    path, query = link.removeprefix(world.url).split("?")
    host = world.url.removeprefix("http://")
    for left in query.split("&"):
        rest = "&".join(part for part in query.split("&") if part != left)
        answer = asked(world, f"GET {path}?{rest} HTTP/1.1\r\nHost: {host}\r\n\r\n".encode())
        assert status(answer) in (400, 403), left
        assert error(answer) in (
            "AuthorizationQueryParametersError", "AccessDenied", "SignatureDoesNotMatch"), left


def test_memory_stays_where_it_is(world):
    """A thousand large requests that are refused cost nothing that stays."""
    def resident():
        with open(f"/proc/{world.process.pid}/status") as file:
            return int(re.search(r"VmRSS:\s+(\d+) kB", file.read())[1])
    junk = b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000\r\n\r\n" + b"x" * 1_000_000
    for _ in range(20):
        asked(world, junk)
    before = resident()
    for _ in range(200):
        asked(world, junk)
    assert resident() - before < 32 * 1024


def test_a_thousand_connections_and_one(world):
    """Those over the limit are closed or wait; after they went the server is as before."""
    held = []
    try:
        for _ in range(1_010):
            held.append(Raw(world))
    except OSError:
        pass
    for raw in held:
        raw.socket.close()
    time.sleep(0.5)
    assert status(asked(world, signed(world, "GET", "/our-photos/k"))) == 200
