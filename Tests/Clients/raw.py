"""Requests as bytes: a socket to the server, and what botocore's signers make of a request."""

import re
import socket
import urllib.parse

import botocore.auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials


class Raw:
    """A socket to the server."""

    def __init__(self, lab):
        host, port = lab.url.removeprefix("http://").split(":")
        self.socket = socket.create_connection((host, int(port)), timeout=30)

    def send(self, data):
        """Sends; the server may have closed."""
        try:
            self.socket.sendall(data)
        except (BrokenPipeError, ConnectionResetError):
            pass

    def answer(self):
        """All that comes until the connection is closed, or one whole answer; closes it."""
        seen = self.next_answer()
        self.socket.close()
        return seen

    def next_answer(self):
        """All that comes until the connection is closed, or one whole answer."""
        seen = b""
        try:
            while not whole(seen):
                part = self.socket.recv(65536)
                if not part:
                    break
                seen += part
        except (ConnectionResetError, BrokenPipeError):
            pass
        return seen


def whole(answer):
    """Whether an answer is complete by its own announcement."""
    head, separator, body = answer.partition(b"\r\n\r\n")
    if not separator:
        return False
    if head.startswith(b"HTTP/1.1 100"):
        return whole(body)
    length = re.search(rb"(?i)^content-length: *(\d+)", head, re.M)
    if length:
        return len(body) >= int(length[1])
    return body.endswith(b"0\r\n\r\n") or b" 204 " in head.split(b"\r\n")[0]


def asked(lab, data):
    """What the server answers to these bytes."""
    raw = Raw(lab)
    raw.send(data)
    return raw.answer()


def status(answer):
    """Its status; 0 where the connection was closed."""
    while answer.startswith(b"HTTP/1.1 100"):
        answer = answer.partition(b"\r\n\r\n")[2]
    return int(answer.split(b" ")[1]) if answer else 0


def error(answer):
    """AWS's code in the answer; nothing where the connection was closed."""
    found = re.search(rb"<Code>(\w+)</Code>|\"__type\" *: *\"(?:.*#)?(\w+)\"", answer)
    return (found[1] or found[2]).decode() if found else None


def is_refused(answer):
    """Whether an answer is a closed connection, or a refusal of AWS's with its code or of HTTP."""
    return status(answer) in (0, 400, 403, 404, 405, 408, 411, 413, 414, 431, 501, 505)


def signed(lab, method, path, body=b"", service="s3", headers=None):
    """A request as botocore signs it, as bytes."""
    address = lab.url.removeprefix("http://")
    request = AWSRequest(method, f"{lab.url}{path}", headers or {}, body)
    keys = Credentials(
        lab.environment["AWS_ACCESS_KEY_ID"], lab.environment["AWS_SECRET_ACCESS_KEY"])
    signer = {"s3": botocore.auth.S3SigV4Auth}.get(service, botocore.auth.SigV4Auth)
    signer(keys, service, "us-east-1").add_auth(request)
    lines = [f"{method} {path} HTTP/1.1", f"Host: {address}"]
    lines += [f"{name}: {value}" for name, value in request.headers.items()]
    if "content-length" not in {name.lower() for name in request.headers}:
        lines.append(f"Content-Length: {len(body)}")
    return ("\r\n".join(lines) + "\r\n\r\n").encode() + body


def put_empty(lab, bucket, keys):
    """Puts many empty objects, faster than an SDK does."""
    raw = Raw(lab)
    for key in keys:
        raw.send(signed(lab, "PUT", f"/{bucket}/{urllib.parse.quote(key)}"))
        answer = raw.next_answer()
        assert status(answer) == 200, answer
    raw.socket.close()


def kms_call(lab, body, target="ListKeys"):
    return signed(lab, "POST", "/", body, "kms", {
        "X-Amz-Target": f"TrentService.{target}", "Content-Type": "application/x-amz-json-1.1"})


CHUNKED = {
    "X-Amz-Content-SHA256": "STREAMING-UNSIGNED-PAYLOAD-TRAILER", "X-Amz-Decoded-Content-Length":
    "5", "Content-Encoding": "aws-chunked", "X-Amz-Trailer": "x-amz-checksum-crc32"}


def chunked(lab, body, **headers):
    """A PUT whose body is framed by aws-chunked."""
    class Signer(botocore.auth.S3SigV4Auth):
        def payload(self, request):
            return CHUNKED["X-Amz-Content-SHA256"]
    request = AWSRequest("PUT", f"{lab.url}/our-photos/chunked", {**CHUNKED, **headers}, body)
    keys = Credentials(
        lab.environment["AWS_ACCESS_KEY_ID"], lab.environment["AWS_SECRET_ACCESS_KEY"])
    Signer(keys, "s3", "us-east-1").add_auth(request)
    lines = ["PUT /our-photos/chunked HTTP/1.1", f"Host: {lab.url.removeprefix('http://')}"]
    lines += [f"{name}: {value}" for name, value in request.headers.items()]
    lines.append(f"Content-Length: {len(body)}")
    return ("\r\n".join(lines) + "\r\n\r\n").encode() + body
