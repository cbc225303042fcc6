#!/usr/bin/env bash
# A paginated list of multipart uploads ends early, without a word, where a page ends on a common
# prefix.
#
# ListMultipartUploads goes on by two markers. S3 fills them with the last upload of a page, and
# leaves both empty where the page ends on a common prefix, though IsTruncated is true (an answer
# of real AWS, in public snapshot tests). botocore's model has more_results, and yet an empty marker
# counts as none: its paginator stops, with no error and no token. So a list with a Delimiter of
# more than one page can hide open uploads from boto3 and from AWS CLI. Who lists by hand goes on
# with KeyMarker set to the prefix. The same answer of ListObjectVersions has the prefix as
# NextKeyMarker, and its paginator goes on.
#
# Seen with botocore 1.43.11. No network but for the package: the answers are botocore's own stubs.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check botocore==1.43.11
AWS_EC2_METADATA_DISABLED=true AWS_CONFIG_FILE=/dev/null AWS_SHARED_CREDENTIALS_FILE=/dev/null \
  "$folder/venv/bin/python" - <<'PY'
import botocore
import botocore.session
from botocore.stub import Stubber


def pages(operation, answers, **request):
    s3 = botocore.session.Session().create_client(
        "s3", region_name="us-east-1", aws_access_key_id="AKIDEXAMPLE",
        aws_secret_access_key="example")
    with Stubber(s3) as stub:
        for answer in answers:
            stub.add_response(operation, answer)
        found = s3.get_paginator(operation).paginate(Bucket="example", Delimiter="/", **request)
        return len(list(found))


print("botocore", botocore.__version__)

upload = {"UploadId": "u", "Key": "z"}
count = pages("list_multipart_uploads", [
    {"IsTruncated": True, "MaxUploads": 1, "CommonPrefixes": [{"Prefix": "films/"}],
     "NextKeyMarker": "", "NextUploadIdMarker": ""},
    {"IsTruncated": False, "MaxUploads": 1, "Uploads": [upload]},
])
print(f"uploads, first page ends on a common prefix: {count} of 2 pages")
assert count == 1

count = pages("list_multipart_uploads", [
    {"IsTruncated": True, "MaxUploads": 1, "Uploads": [{"UploadId": "u", "Key": "a"}],
     "NextKeyMarker": "a", "NextUploadIdMarker": "u"},
    {"IsTruncated": False, "MaxUploads": 1, "Uploads": [upload]},
])
print(f"uploads, first page ends on an upload: {count} of 2 pages")
assert count == 2

count = pages("list_object_versions", [
    {"IsTruncated": True, "MaxKeys": 1, "CommonPrefixes": [{"Prefix": "films/"}],
     "NextKeyMarker": "films/"},
    {"IsTruncated": False, "MaxKeys": 1},
])
print(f"versions, first page ends on a common prefix: {count} of 2 pages")
assert count == 2
PY
