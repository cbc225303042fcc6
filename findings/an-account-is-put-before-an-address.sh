#!/usr/bin/env bash
# S3 Control cannot be called at an endpoint that is an address: its client puts the account's
# number and a dot before it, and 111122223333.127.0.0.1 is no host.
#
# botocore's rules of endpoints put the account before whatever endpoint they are given; those of S3
# itself know addresses, and put the bucket into the path there. inject_host_prefix=False, the
# setting against parameters in the name of the host, changes nothing of it. The account is sent a
# second time, in the header x-amz-account-id, which is all that a server would need. localhost gets
# the prefix too, and works only where the resolver sends all names below it to the loopback.
#
# Seen with botocore 1.43.11. No network but for the package: a hook answers in the place of AWS.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check botocore==1.43.11
AWS_EC2_METADATA_DISABLED=true AWS_CONFIG_FILE=/dev/null AWS_SHARED_CREDENTIALS_FILE=/dev/null \
  "$folder/venv/bin/python" - <<'PY'
from urllib.parse import urlsplit

import botocore
import botocore.session
from botocore.awsrequest import AWSResponse
from botocore.config import Config

ACCOUNT = "111122223333"
seen = []


class Nothing:
    """The body of an answer."""
    def stream(self, **_):
        return iter([b""])


def answer(request, **_):
    account = request.headers.get("x-amz-account-id")
    account = account.decode() if isinstance(account, bytes) else account
    seen.append((urlsplit(request.url).netloc, urlsplit(request.url).path, account))
    return AWSResponse(request.url, 204, {}, Nothing())


def client(service, endpoint, **settings):
    made = botocore.session.Session().create_client(
        service, region_name="us-east-1", endpoint_url=endpoint, config=Config(**settings),
        aws_access_key_id="AKIDEXAMPLE", aws_secret_access_key="example")
    made.meta.events.register("before-send", answer)
    return made


print("botocore", botocore.__version__)
for endpoint, settings, host in [
    ("http://127.0.0.1:4566", {}, f"{ACCOUNT}.127.0.0.1:4566"),
    ("http://localhost:4566", {}, f"{ACCOUNT}.localhost:4566"),
    ("http://127.0.0.1:4566", {"inject_host_prefix": False}, f"{ACCOUNT}.127.0.0.1:4566"),
]:
    client("s3control", endpoint, **settings).delete_public_access_block(AccountId=ACCOUNT)
    print(endpoint, settings, "->", *seen[-1])
    assert seen[-1] == (host, "/v20180820/configuration/publicAccessBlock", ACCOUNT)

client("s3", "http://127.0.0.1:4566").delete_public_access_block(Bucket="example")
print("s3 at the same endpoint ->", *seen[-1][:2])
assert seen[-1][:2] == ("127.0.0.1:4566", "/example")
PY
