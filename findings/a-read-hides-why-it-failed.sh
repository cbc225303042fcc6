#!/usr/bin/env bash
# Apache Arrow's S3, which is that of pandas and Parquet, tells why S3 refused a read, or not, by how
# much was to be read and by what the memory for it held before.
#
# It lends the memory for the bytes of a read to AWS's SDK for C++ as the stream of the answer. When
# S3 refuses, the SDK writes the error document into the same memory, and reads all of it as XML:
# * where it is smaller than the document, there is an INTERNAL_FAILURE to flush the response stream,
#   without the status and the code that S3 sent;
# * where it was used before, what is left of that behind the document makes it no XML, and only the
#   status is told;
# * where it is fresh from the system, and so all zero, code and text are told.
# So a short read of an object whose KMS key is disabled looks like a broken program, a long read
# tells the truth in a new process, and half of it in one that has read before.
#
# Seen with pyarrow 26.0.1. No network but for the package: the server is a few lines of Python here.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check pyarrow==26.0.1
AWS_EC2_METADATA_DISABLED=true AWS_CONFIG_FILE=/dev/null "$folder/venv/bin/python" - <<'PY'
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pyarrow
from pyarrow import fs

REFUSAL = b"""<?xml version="1.0" encoding="UTF-8"?>
<Error><Code>KMS.DisabledException</Code><Message>arn:aws:kms:us-east-1:111122223333:key/\
1234abcd-12ab-34cd-56ef-1234567890ab is disabled.</Message><RequestId>4442587FB7D0A2F9</RequestId>\
<HostId>aG9zdA==</HostId></Error>"""


class Store(BaseHTTPRequestHandler):
    """Objects of as many bytes as their names say; nobody may read them."""

    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def do_HEAD(self):
        self.send_response(200)
        self.send_header("Content-Length", self.path.rsplit("/", 1)[1])
        self.send_header("ETag", '"0123456789abcdef0123456789abcdef"')
        self.send_header("Last-Modified", "Thu, 01 Jan 2026 00:00:00 GMT")
        self.end_headers()

    def do_GET(self):
        self.send_response(400)
        self.send_header("Content-Type", "application/xml")
        self.send_header("Content-Length", str(len(REFUSAL)))
        self.end_headers()
        self.wfile.write(REFUSAL)


server = ThreadingHTTPServer(("127.0.0.1", 0), Store)
threading.Thread(target=server.serve_forever, daemon=True).start()
files = fs.S3FileSystem(
    access_key="a", secret_key="b", region="us-east-1", scheme="http",
    endpoint_override=f"127.0.0.1:{server.server_port}",
    retry_strategy=fs.AwsStandardS3RetryStrategy(max_attempts=1))


def told(size):
    try:
        files.open_input_stream(f"photos/{size}").read()
    except OSError as error:
        return str(error)
    raise AssertionError("the read was refused")


SIZE = 100_000
short, fresh = told(len(REFUSAL) - 1), told(SIZE)
used = [pyarrow.allocate_buffer(SIZE, resizable=True) for _ in range(20)]
for buffer in used:
    memoryview(buffer).cast("B")[:] = b"x" * SIZE
del buffer, used
again = told(SIZE)
print(f"a read of {len(REFUSAL) - 1} bytes: {short}")
print(f"a read of {SIZE} bytes, in fresh memory: {fresh}")
print(f"a read of {SIZE} bytes, in memory that was used: {again}")
assert "INTERNAL_FAILURE" in short and "response stream" in short, short
assert "KMS" not in short and "400" not in short, short
assert "HTTP status 400" in fresh and "KMS.DisabledException" in fresh, fresh
assert "HTTP status 400" in again and "KMS" not in again, again
PY
