#!/usr/bin/env bash
# s3cmd takes the ETag of an object under a KMS key for an MD5, and sends the file again with every
# sync, though nothing has changed.
#
# S3 says that the ETag of an object under SSE-KMS is no MD5 of its content. s3cmd looks at an
# object's own header, x-amz-meta-s3cmd-attrs, in which it keeps the true MD5, only where the ETag
# has the dash of a multipart upload: what it wrote itself a moment ago is "changed" to it. The same
# upload without a KMS key is left alone. --no-check-md5 makes it compare sizes alone.
#
# Seen with s3cmd 2.4.0. No network but for the package: the server is a few lines of Python here.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check s3cmd==2.4.0
"$folder/venv/bin/python" - "$folder" <<'PY'
import hashlib
import os
import subprocess
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

FOLDER = Path(sys.argv[1])
objects, uploads = {}, []


class Store(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def answer(self, status, body=b"", **headers):
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def key(self):
        return self.path.split("?")[0].split("/", 2)[2]

    def do_PUT(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        digest, told = hashlib.md5(body).hexdigest(), {}
        if self.headers.get("x-amz-server-side-encryption") == "aws:kms":
            # As S3 has it: 32 hexadecimal digits that are no digest of the content.
            digest = hashlib.md5(b"not of the content" + body).hexdigest()
            told = {"x_amz_server_side_encryption": "aws:kms"}
        attributes = self.headers.get("x-amz-meta-s3cmd-attrs", "")
        objects[self.key()] = (digest, len(body), attributes)
        uploads.append(self.key())
        self.answer(200, ETag=f'"{digest}"', **told)

    def do_HEAD(self):
        digest, size, attributes = objects[self.key()]
        self.send_response(200)
        self.send_header("ETag", f'"{digest}"')
        self.send_header("Content-Length", str(size))
        self.send_header("Last-Modified", "Thu, 01 Jan 2026 00:00:00 GMT")
        self.send_header("x-amz-meta-s3cmd-attrs", attributes)
        self.end_headers()

    def do_GET(self):
        if "location" in self.path:
            return self.answer(
                200, b'<LocationConstraint xmlns="http://s3.amazonaws.com/doc/2006-03-01/"/>')
        contents = "".join(
            f"<Contents><Key>{key}</Key><LastModified>2026-01-01T00:00:00.000Z</LastModified>"
            f'<ETag>"{digest}"</ETag><Size>{size}</Size><StorageClass>STANDARD</StorageClass>'
            "</Contents>" for key, (digest, size, _) in objects.items())
        text = (
            '<ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Name>photos</Name>'
            f"<Prefix></Prefix><IsTruncated>false</IsTruncated>{contents}</ListBucketResult>")
        self.answer(200, text.encode(), Content_Type="application/xml")


server = ThreadingHTTPServer(("127.0.0.1", 0), Store)
threading.Thread(target=server.serve_forever, daemon=True).start()
place = f"127.0.0.1:{server.server_port}"
source = FOLDER / "source"
source.mkdir()
(source / "garden.txt").write_text("roses\n")
(FOLDER / "s3cfg").write_text("")


def sync(*options):
    """How many files a sync sends."""
    uploads.clear()
    subprocess.run(
        [
            FOLDER / "venv/bin/s3cmd", "--config", FOLDER / "s3cfg", "--access_key=a",
            "--secret_key=b", "--no-ssl", f"--host={place}", f"--host-bucket={place}", "--quiet",
            *options, "sync", f"{source}/", "s3://photos/"],
        check=True, env={**os.environ, "HOME": str(FOLDER)})
    return len(uploads)


kms = ["--server-side-encryption", "--server-side-encryption-kms-id=alias/lab-key"]
seen = {"under a KMS key": [sync(*kms), sync(*kms), sync(*kms)]}
seen["with --no-check-md5"] = [sync(*kms, "--no-check-md5")]
objects.clear()
seen["under S3's own key"] = [sync(), sync(), sync()]
for what, counts in seen.items():
    print(f"s3cmd 2.4.0, one unchanged file, {what}: files sent by each sync {counts}")
assert seen == {
    "under a KMS key": [1, 1, 1], "with --no-check-md5": [0], "under S3's own key": [1, 0, 0],
}, seen
PY
