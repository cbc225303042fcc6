#!/usr/bin/env bash
# A second S3 Encryption Client for Python around the same client of boto3, be it with the same KMS
# key, makes objects that nobody can open again, and says nothing.
#
# The client looks like a wrapper, and yet it registers what encrypts and decrypts in the events of
# the boto3 client that it is given, and never takes it out again. So
# * that boto3 client, called as before and not by way of the wrapper, encrypts what it puts;
# * with a second wrapper, as a function makes one that builds its own around a shared boto3 client,
#   each put is encrypted twice. Both write their data key to the same headers, so that one of the
#   two is kept nowhere: by way of a boto3 client of its own the object opens without an error, as
#   the ciphertext under the key that is lost;
# * what was written before is decrypted twice as well: neither wrapper opens it any more, one
#   around a new boto3 client does.
# So it wants one wrapper for each boto3 client, and a boto3 client that nothing else uses.
#
# Seen with amazon-s3-encryption-client-python 4.0.0 and boto3 1.44.8. No network but for the
# packages: KMS and S3 are a few lines of Python here.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check \
  amazon-s3-encryption-client-python==4.0.0 boto3==1.44.8
AWS_EC2_METADATA_DISABLED=true AWS_CONFIG_FILE=/dev/null AWS_SHARED_CREDENTIALS_FILE=/dev/null \
  "$folder/venv/bin/python" <<'PY'
import base64
import json
import os
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import boto3
from s3_encryption import S3EncryptionClient, S3EncryptionClientConfig
from s3_encryption.exceptions import S3EncryptionClientError
from s3_encryption.materials.kms_keyring import KmsKeyring

KEY = "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"
CONTENT = b"roses"
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
        return self.rfile.read(int(self.headers.get("Content-Length", 0)))

    def do_POST(self):
        asked = json.loads(self.body())
        context = asked["EncryptionContext"]
        if self.headers["X-Amz-Target"].endswith(".GenerateDataKey"):
            blob, plain = base64.b64encode(os.urandom(100)).decode(), os.urandom(32)
            wrapped[blob] = (context, plain)
            told = {"CiphertextBlob": blob}
        else:
            blob = asked["CiphertextBlob"]
            assert wrapped[blob][0] == context and asked["KeyId"] == KEY
            plain, told = wrapped[blob][1], {}
        told |= {"KeyId": KEY, "Plaintext": base64.b64encode(plain).decode()}
        self.answer(json.dumps(told).encode(), Content_Type="application/x-amz-json-1.1")

    def do_PUT(self):
        metadata = {
            name: value for name, value in self.headers.items()
            if name.lower().startswith("x-amz-meta-")}
        objects[self.path] = (self.body(), metadata)
        self.answer(ETag='"0123456789abcdef0123456789abcdef"')

    def do_GET(self):
        content, metadata = objects[self.path]
        self.answer(content, **metadata)


server = ThreadingHTTPServer(("127.0.0.1", 0), AWS)
threading.Thread(target=server.serve_forever, daemon=True).start()


def client(service):
    return boto3.client(
        service, endpoint_url=f"http://127.0.0.1:{server.server_port}", region_name="us-east-1",
        aws_access_key_id="AKIDEXAMPLE", aws_secret_access_key="example")


def wrapper(s3):
    return S3EncryptionClient(s3, S3EncryptionClientConfig(KmsKeyring(client("kms"), KEY)))


def put(writer, key):
    """How many data keys a put asks for, how many of them are kept, and the bytes in S3."""
    before = set(wrapped)
    writer.put_object(Bucket="photos", Key=key, Body=CONTENT)
    stored, metadata = objects[f"/photos/{key}"]
    made = set(wrapped) - before
    return len(made), len(made & set(metadata.values())), len(stored)


def read(reader, key):
    try:
        found = reader.get_object(Bucket="photos", Key=key)["Body"].read()
    except S3EncryptionClientError:
        return "refused"
    return "the content" if found == CONTENT else f"{len(found)} other bytes"


s3 = client("s3")
first = wrapper(s3)
seen = {"by the wrapper": put(first, "first"), "by the boto3 client in it": put(s3, "plain")}
before = [read(first, "first"), read(wrapper(client("s3")), "plain")]
second = wrapper(s3)
seen["by a second wrapper"] = put(second, "second")
seen["by the first wrapper, then"] = put(first, "third")
print(f"{len(CONTENT)} bytes are put    data keys made, kept, bytes in S3")
for how, counts in seen.items():
    print(f"  {how:28}", *counts)
print("read before there is a second wrapper:", *before, sep="\n  ")
after = {
    (key, who): read(reader, key)
    for key in ("first", "second", "third")
    for who, reader in (
        ("the first wrapper", first), ("the second wrapper", second),
        ("one with a boto3 client of its own", wrapper(client("s3"))))}
print("read after:")
for (key, who), found in after.items():
    print(f"  {key:6}  by {who}: {found}")

assert seen == {
    "by the wrapper": (1, 1, 21), "by the boto3 client in it": (1, 1, 21),
    "by a second wrapper": (2, 1, 37), "by the first wrapper, then": (2, 1, 37),
}, seen
assert before == ["the content", "the content"], before
assert list(after.values()) == [
    "refused", "refused", "the content", "refused", "refused", "21 other bytes",
    "refused", "refused", "21 other bytes"], after
PY
