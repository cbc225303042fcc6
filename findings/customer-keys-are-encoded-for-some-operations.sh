#!/usr/bin/env bash
# A customer's key of SSE-C (SSECustomerKey) is encoded for GetObject, and not for
# GetObjectAttributes and ListParts, whose requests have the same three members.
#
# botocore makes base64 of a raw SSECustomerKey and adds SSECustomerKeyMD5, both for requests that
# name no MD5, by a handler that is registered operation by operation; these two are not on the
# list. So what reads an object with get_object is sent as it is by get_object_attributes: the raw
# text of the key as the header, and no MD5; bytes do not pass the validation of parameters at all.
# Who calls these two encodes the key and its MD5 by hand, and then the same parameters fit all
# operations.
#
# Seen with botocore 1.43.11. No network but for the package: a hook answers in the place of S3.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check botocore==1.43.11
AWS_EC2_METADATA_DISABLED=true AWS_CONFIG_FILE=/dev/null AWS_SHARED_CREDENTIALS_FILE=/dev/null \
  "$folder/venv/bin/python" - <<'PY'
import base64
import botocore
import botocore.session
from botocore.awsrequest import AWSResponse
from botocore.exceptions import ParamValidationError

PREFIX = "x-amz-server-side-encryption-customer-"
KEY = "0123456789abcdef0123456789abcdef"
sent = {}


class Nothing:
    """The body of an answer."""
    def stream(self, **_):
        return iter([b""])


def answer(request, **_):
    sent.clear()
    for name, value in request.headers.items():
        if name.lower().startswith(PREFIX):
            sent[name.lower()[len(PREFIX):]] = value.decode() if isinstance(value, bytes) else value
    return AWSResponse(request.url, 200, {}, Nothing())


s3 = botocore.session.Session().create_client(
    "s3", region_name="us-east-1", aws_access_key_id="AKIDEXAMPLE", aws_secret_access_key="example")
s3.meta.events.register("before-send.s3", answer)
print("botocore", botocore.__version__)


def headers(operation, key, **more):
    getattr(s3, operation)(
        Bucket="example", Key="film", SSECustomerAlgorithm="AES256", SSECustomerKey=key, **more)
    return sent.get("key"), "key-md5" in sent


others = {
    "get_object_attributes": {"ObjectAttributes": ["ETag"]}, "list_parts": {"UploadId": "u"},
}
encoded = base64.b64encode(KEY.encode()).decode()
for operation in ["get_object", "head_object"]:
    found = headers(operation, KEY)
    print(f"{operation}: base64 {found[0] == encoded}, MD5 {found[1]}")
    assert found == (encoded, True)
    assert headers(operation, KEY.encode()) == (encoded, True)
for operation, more in others.items():
    found = headers(operation, KEY, **more)
    print(f"{operation}: base64 {found[0] == encoded}, MD5 {found[1]}")
    assert found == (KEY, False)
    try:
        headers(operation, KEY.encode(), **more)
        raise SystemExit("bytes were taken")
    except ParamValidationError as error:
        print(f"{operation}, bytes: {str(error).splitlines()[-1].split(', value')[0]}")
PY
