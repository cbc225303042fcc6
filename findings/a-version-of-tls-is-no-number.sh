#!/usr/bin/env bash
# A linter of IAM policies takes no number that a policy may have: not 1.2, and none without quotes.
#
# AWS's way to refuse old TLS at a bucket is NumericLessThan with s3:TlsVersion and 1.2. The values
# of a condition may be JSON numbers or texts that hold one, and a number may have a fraction.
# parliament takes text of digits alone for a number: it calls "1.2" a value of the wrong type, and
# raises TypeError at each JSON number, so that nothing else of such a policy is looked at.
#
# Seen with parliament 1.6.4. No network but for the packages.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check \
  parliament==1.6.4 setuptools==75.8.0
"$folder/venv/bin/python" -W ignore - <<'PY'
import importlib.metadata
import json

import parliament

print("parliament", importlib.metadata.version("parliament"))


def told(action, resource, key, value):
    policy = {"Version": "2012-10-17", "Statement": [{
        "Effect": "Deny", "Action": action, "Resource": resource,
        "Condition": {"NumericLessThan": {key: value}}}]}
    try:
        findings = parliament.analyze_policy_string(json.dumps(policy)).findings
    except TypeError as error:
        return f"TypeError: {error}"
    return ", ".join(finding.issue for finding in findings) or "nothing"


wanted = {
    ("s3:GetObject", "arn:aws:s3:::example/*", "s3:TlsVersion"): {
        1.2: "TypeError", "1.2": "MISMATCHED_TYPE", "2": "nothing", 2: "TypeError"},
    ("kms:ScheduleKeyDeletion", "arn:aws:kms:us-east-1:111122223333:key/*",
     "kms:ScheduleKeyDeletionPendingWindowInDays"): {
        30: "TypeError", "30": "nothing"},
}
surprises = []
for (action, resource, key), rows in wanted.items():
    for value, answer in rows.items():
        got = told(action, resource, key, value)
        print(f"{key} {json.dumps(value)}: {got}")
        if not got.startswith(answer):
            surprises.append((key, value, got))
if surprises:
    raise SystemExit(f"it is otherwise now: {surprises}")
PY
