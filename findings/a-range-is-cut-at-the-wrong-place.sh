#!/usr/bin/env bash
# A range of an object that aioboto3's S3CSE encrypted under a KMS key comes back one byte short,
# from byte 256 on as other bytes, and further behind as nothing at all; no error is raised.
#
# The client offers ranges for AES-GCM, which it decrypts by the counter of the first block that it
# asks for, and without the tag. For that it
# * takes the 128 bits of a block for 128 bytes, when it widens the range and when it counts the
#   blocks before it: the counter fits only as long as the widened range begins at the first byte,
#   which it does for ranges that begin below 256;
# * cuts what it decrypted at the offsets in the object, though it begins where the widened range
#   does, so that little or nothing is left;
# * takes the end for the first byte that is not wanted. In HTTP it is the last that is.
# The whole object opens as it should, so no test with small objects tells it.
#
# Seen with aioboto3 15.5.0. No network but for the package: KMS and S3 are a few lines of Python
# here.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check \
  aioboto3==15.5.0 cryptography==50.0.2
AWS_EC2_METADATA_DISABLED=true AWS_CONFIG_FILE=/dev/null AWS_SHARED_CREDENTIALS_FILE=/dev/null \
  "$folder/venv/bin/python" <<'PY'
import asyncio
import base64
import json
import os
import re
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from aioboto3.s3.cse import KMSCryptoContext, S3CSE

KEY = "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"
# Each 8 bytes tell where they are.
CONTENT = b"".join(b"%07d\n" % place for place in range(0, 4096, 8))
objects, wrapped = {}, {}


class AWS(BaseHTTPRequestHandler):
    """KMS, which remembers data keys by their ciphertexts, and S3, which keeps what it is given."""

    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def answer(self, body=b"", status=200, **headers):
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def body(self):
        return self.rfile.read(int(self.headers["Content-Length"]))

    def do_POST(self):
        asked = json.loads(self.body())
        blob = asked.get("CiphertextBlob") or base64.b64encode(os.urandom(100)).decode()
        plain = wrapped.setdefault(blob, base64.b64encode(os.urandom(32)).decode())
        told = json.dumps({"KeyId": KEY, "CiphertextBlob": blob, "Plaintext": plain})
        self.answer(told.encode(), Content_Type="application/x-amz-json-1.1")

    def do_PUT(self):
        metadata = {
            name: value for name, value in self.headers.items()
            if name.lower().startswith("x-amz-meta-")}
        objects[self.path] = (self.body(), metadata)
        self.answer(ETag='"0123456789abcdef0123456789abcdef"')

    def do_GET(self):
        content, metadata = objects[self.path]
        if "Range" not in self.headers:
            return self.answer(content, **metadata)
        first, last = map(int, re.fullmatch(r"bytes=(\d+)-(\d+)", self.headers["Range"]).groups())
        part = content[first:last + 1]
        place = f"bytes {first}-{first + len(part) - 1}/{len(content)}"
        return self.answer(part, 206, Content_Range=place, **metadata)


server = ThreadingHTTPServer(("127.0.0.1", 0), AWS)
threading.Thread(target=server.serve_forever, daemon=True).start()
SETTINGS = {
    "endpoint_url": f"http://127.0.0.1:{server.server_port}", "region_name": "us-east-1",
    "aws_access_key_id": "AKIDEXAMPLE", "aws_secret_access_key": "example"}


def found(part, first, last):
    if part == CONTENT[first:last + 1]:
        return "as put"
    if part == CONTENT[first:last]:
        return "without the last byte"
    return f"{len(part)} bytes that are not in the object" if part else "nothing"


async def main():
    context = KMSCryptoContext(KEY, kms_client_args=SETTINGS)
    async with S3CSE(context, s3_client_args=SETTINGS) as s3:
        await s3.put_object(CONTENT, "photos", "roses")

        async def read(first, last, **more):
            answer = await s3.get_object("photos", "roses", **more)
            return found(await answer["Body"].read(), first, last)

        seen = {"the whole": await read(0, len(CONTENT) - 1)}
        for first, last in ((0, 7), (248, 255), (256, 263), (300, 399), (1000, 1007)):
            words = f"bytes={first}-{last}"
            seen[words] = await read(first, last, Range=words)
        return seen


seen = asyncio.run(main())
for words, what in seen.items():
    print(f"{words:16} {what}")
assert list(seen.values()) == [
    "as put", "without the last byte", "without the last byte",
    "7 bytes that are not in the object", "99 bytes that are not in the object", "nothing"], seen
PY
