#!/usr/bin/env bash
# Conditions on what a KMS key is belong to no action for tools that are made from AWS's reference.
#
# AWS's Service Authorization Reference has condition keys in two places: with an action, and with
# the type of resource that an action works on. kms:ResourceAliases, kms:KeySpec, kms:KeyUsage,
# kms:KeyOrigin and kms:MultiRegion stand with the resource type key alone (CreateKey, which has no
# resource yet, names all but the first itself), and hold for every action on a key, as the policies
# by alias in KMS's developer guide need it. parliament keeps both tables, reads the one of actions,
# and calls such a condition unknown for the action. policy_sentry contradicts itself: what it tells
# of Decrypt lists the keys of its resource, but asked which actions take such a key it names
# CreateKey or none.
#
# Seen with parliament 1.6.4 and policy_sentry 0.15.2. No network but for the packages.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check \
  parliament==1.6.4 policy-sentry==0.15.2 setuptools==75.8.0
HOME="$folder" "$folder/venv/bin/python" -W ignore - <<'PY'
import importlib.metadata
import json

import parliament
from policy_sentry.querying.actions import (
    get_action_data, get_actions_matching_condition_key)

for package in ("parliament", "policy_sentry"):
    print(package, importlib.metadata.version(package))

KEY = "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"
conditions = {
    "kms:ResourceAliases": ("ForAnyValue:StringEquals", "alias/example"),
    "kms:KeySpec": ("StringEquals", "SYMMETRIC_DEFAULT"),
    "kms:KeyUsage": ("StringEquals", "ENCRYPT_DECRYPT"),
    "kms:KeyOrigin": ("StringEquals", "AWS_KMS"),
    "kms:MultiRegion": ("Bool", "true"),
}
surprises = []


def expect(words, got, wanted):
    print(f"{words}: {got}")
    if got != wanted:
        surprises.append(words)


def issues(condition, operator, value):
    policy = {"Version": "2012-10-17", "Statement": [{
        "Effect": "Allow", "Action": "kms:Decrypt", "Resource": KEY,
        "Condition": {operator: {condition: value}}}]}
    findings = parliament.analyze_policy_string(json.dumps(policy)).findings
    return [finding.issue for finding in findings]


of_decrypt = get_action_data("kms", "Decrypt")["kms"][0]["condition_keys"]
for condition, (operator, value) in conditions.items():
    expect(f"parliament, Decrypt with {condition}", issues(condition, operator, value),
           ["UNKNOWN_CONDITION_FOR_ACTION"])
    expect(f"policy_sentry, Decrypt lists {condition}", condition in of_decrypt, True)
    expect(f"policy_sentry, actions with {condition}",
           get_actions_matching_condition_key("kms", condition),
           [] if condition == "kms:ResourceAliases" else ["kms:CreateKey"])

# One that stands with the action is known to both.
expect("parliament, Decrypt with kms:ViaService",
       issues("kms:ViaService", "StringEquals", "s3.us-east-1.amazonaws.com"), [])
expect("policy_sentry, Decrypt takes kms:ViaService",
       "kms:Decrypt" in get_actions_matching_condition_key("kms", "kms:ViaService"), True)
if surprises:
    raise SystemExit(f"it is otherwise now: {surprises}")
PY
