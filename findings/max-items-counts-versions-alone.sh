#!/usr/bin/env bash
# The paginator of botocore limits a list of object versions by its first list alone.
#
# botocore's model of pagination for ListObjectVersions has three result keys: Versions,
# DeleteMarkers, CommonPrefixes. `MaxItems` (AWS CLI's --max-items) counts and cuts only the first.
# So a bucket whose objects are all deleted answers --max-items 1 with every delete marker it has
# and no token; and where a page has both, all its markers come with the first part, and the part
# that goes on from the token has none of them.
#
# Seen with botocore 1.43.11. No network but for the package: the answers are botocore's own stubs.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check botocore==1.43.11
AWS_EC2_METADATA_DISABLED=true AWS_CONFIG_FILE=/dev/null AWS_SHARED_CREDENTIALS_FILE=/dev/null \
  "$folder/venv/bin/python" - <<'PY'
import copy

import botocore
import botocore.session
from botocore.stub import Stubber


def client():
    return botocore.session.Session().create_client(
        "s3", region_name="us-east-1", aws_access_key_id="AKIDEXAMPLE",
        aws_secret_access_key="example")


def collect(pages, **config):
    s3 = client()
    with Stubber(s3) as stub:
        for page in pages:
            # The paginator cuts the answer that it is given.
            stub.add_response("list_object_versions", copy.deepcopy(page))
        paginator = s3.get_paginator("list_object_versions")
        whole = paginator.paginate(Bucket="example", PaginationConfig=config)
        return whole.build_full_result()


def markers(*keys):
    return [{"Key": key, "VersionId": key, "IsLatest": True} for key in keys]


def versions(*keys):
    return [{"Key": key, "VersionId": key + "1", "IsLatest": False} for key in keys]


print("botocore", botocore.__version__)

deleted = [
    {"IsTruncated": True, "NextKeyMarker": "c", "NextVersionIdMarker": "c",
     "DeleteMarkers": markers("a", "b", "c")},
    {"IsTruncated": False, "DeleteMarkers": markers("d", "e")},
]
result = collect(deleted, MaxItems=1)
count = len(result["DeleteMarkers"])
print(f"MaxItems=1, five delete markers on two pages: {count} came,",
      "a token" if "NextToken" in result else "no token")
assert count == 5 and "NextToken" not in result

both = {"IsTruncated": False, "Versions": versions("a", "b"), "DeleteMarkers": markers("a", "b")}
first = collect([both], MaxItems=1)
print("MaxItems=1, two versions and two markers on a page:",
      len(first["Versions"]), "version and", len(first["DeleteMarkers"]), "markers")
assert (len(first["Versions"]), len(first["DeleteMarkers"])) == (1, 2)

rest = collect([both], StartingToken=first["NextToken"])
print("from its token on:", len(rest["Versions"]), "version and",
      len(rest["DeleteMarkers"]), "markers")
assert (len(rest["Versions"]), len(rest["DeleteMarkers"])) == (1, 0)
PY
