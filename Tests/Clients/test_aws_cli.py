"""AWS CLI, version 1 of PyPI and version 2 of Debian, as people type it."""

import base64
import json
import os
import sys
import urllib.request

import pytest

from raw import put_empty
from world import MIB, content, fails, new_bucket, new_key, program, run


VERSIONS = ["CLI 1", "CLI 2"]


@pytest.fixture(params=VERSIONS)
def aws(request, lab):
    """Runs one of them; answers its parsed JSON, or its text."""
    return caller(request.param, lab)


def caller(version, lab):
    """What runs one of them."""
    # Version 1 lies beside this Python.
    beside = os.path.join(os.path.dirname(sys.executable), "aws")
    path = beside if version == "CLI 1" else program("/usr/bin/aws", "awscli")

    # Debian's is older than AWS_ENDPOINT_URL.
    start = (path, "--endpoint-url", lab.url)

    def call(*words, by=run, **options):
        text = by(*start, *words, **options)
        return json.loads(text) if text.startswith(("{", "[")) else text

    #: Version 1 takes blobs as they are, version 2 as base64.
    call.blob = "roses" if version == "CLI 1" else "cm9zZXM="
    return call


@pytest.fixture
def tree(tmp_path):
    """Files to send."""
    (tmp_path / "from/sub dir").mkdir(parents=True)
    (tmp_path / "from/film").write_bytes(content(20 * MIB))
    (tmp_path / "from/sub dir/rösé+1.txt").write_text("roses\n")
    (tmp_path / "from/empty").write_text("")
    # Older than the world, or each sync sends them again.
    for path in (tmp_path / "from").rglob("*"):
        os.utime(path, (0, 1_700_000_000))
    return tmp_path


def files(folder):
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*") if path.is_file()}


def test_it_tells_who_one_is(lab, aws):
    identity = aws("sts", "get-caller-identity")
    assert identity["Arn"] == f"arn:aws:iam::{identity['Account']}:user/alice"


def test_it_encrypts_and_decrypts(lab, aws, tmp_path):
    key = aws("kms", "create-key", "--description", "of the lab")["KeyMetadata"]["KeyId"]
    aws("kms", "create-alias", "--alias-name", "alias/a", "--target-key-id", key)
    blob = aws(
        "kms", "encrypt", "--key-id", "alias/a", "--plaintext", aws.blob, "--encryption-context",
        "app=photos", "--query", "CiphertextBlob", "--output", "text").strip()
    (tmp_path / "blob").write_bytes(base64.b64decode(blob))
    text = aws(
        "kms", "decrypt", "--ciphertext-blob", f"fileb://{tmp_path}/blob", "--encryption-context",
        "app=photos", "--query", "Plaintext", "--output", "text")
    assert text == "cm9zZXM=\n"
    said = aws("kms", "decrypt", "--ciphertext-blob", f"fileb://{tmp_path}/blob", by=fails)
    assert "(InvalidCiphertextException) when calling the Decrypt operation" in said


def test_it_turns_a_key_when_the_clock_gets_there(request, lab, aws):
    key = new_key(lab)
    aws("kms", "enable-key-rotation", "--key-id", key)
    lab.advance("366d")
    assert aws("kms", "get-key-rotation-status", "--key-id", key)["KeyRotationEnabled"] is True
    if "CLI 2" not in request.node.name:  # Debian's is older than the command.
        assert len(aws("kms", "list-key-rotations", "--key-id", key)["Rotations"]) == 1


def test_it_copies_and_synchronises(lab, aws, tree):
    new_key(lab)
    aws("s3", "mb", "s3://our-photos")
    sse = ("--sse", "aws:kms", "--sse-kms-key-id", "alias/lab-key")
    aws("s3", "cp", tree / "from/film", "s3://our-photos/film", *sse)
    aws("s3", "cp", "s3://our-photos/film", tree / "film")
    assert (tree / "film").read_bytes() == content(20 * MIB)
    head = aws("s3api", "head-object", "--bucket", "our-photos", "--key", "film")
    assert head["ServerSideEncryption"] == "aws:kms" and head["ContentLength"] == 20 * MIB

    aws("s3", "sync", tree / "from", "s3://our-photos/tree", *sse)
    assert aws("s3", "sync", tree / "from", "s3://our-photos/tree", *sse) == ""
    aws("s3", "sync", "s3://our-photos/tree", tree / "to")
    assert files(tree / "to") == files(tree / "from")
    listed = aws("s3", "ls", "--recursive", "s3://our-photos/tree/")
    assert [line.split(None, 3)[2:] for line in listed.splitlines()] == [
        ["0", "tree/empty"], [str(20 * MIB), "tree/film"], ["6", "tree/sub dir/rösé+1.txt"]]

    aws("s3", "mv", "s3://our-photos/film", "s3://our-photos/moved", *sse)
    aws("s3", "rm", "--recursive", "s3://our-photos")
    aws("s3", "rb", "s3://our-photos")
    assert aws("s3", "ls") == ""


def test_it_streams(lab, aws):
    new_bucket(lab, key=new_key(lab))
    aws("s3", "cp", "-", "s3://our-photos/piped", input="roses")
    assert aws("s3", "cp", "s3://our-photos/piped", "-") == "roses"


def test_it_calls_s3api(lab, aws, tree):
    new_bucket(lab)
    aws("s3api", "put-bucket-versioning", "--bucket", "our-photos",
        "--versioning-configuration", "Status=Enabled")
    put = aws("s3api", "put-object", "--bucket", "our-photos", "--key", "a b",
              "--body", tree / "from/sub dir/rösé+1.txt", "--metadata", "season=spring")
    got = aws("s3api", "get-object", "--bucket", "our-photos", "--key", "a b",
              "--version-id", put["VersionId"], tree / "got")
    assert got["Metadata"] == {"season": "spring"} and (tree / "got").read_text() == "roses\n"
    aws("s3api", "delete-object", "--bucket", "our-photos", "--key", "a b")
    versions = aws("s3api", "list-object-versions", "--bucket", "our-photos")
    assert len(versions["Versions"]) == len(versions["DeleteMarkers"]) == 1
    said = aws("s3api", "get-object", "--bucket", "our-photos", "--key", "a b", tree / "x",
               by=fails)
    assert "(NoSuchKey) when calling the GetObject operation: The specified key does not" in said


def test_its_links_open(lab, aws):
    new_bucket(lab)
    lab.client("s3").put_object(Bucket="our-photos", Key="k", Body=b"roses")
    link = aws("s3", "presign", "s3://our-photos/k", "--expires-in", "3600").strip()
    with urllib.request.urlopen(link) as answer:
        assert answer.read() == b"roses"


def test_they_list_2500_keys(lab):
    new_bucket(lab)
    names = [f"n/{number:04}" for number in range(2500)]
    put_empty(lab, "our-photos", names)
    for version in VERSIONS:
        aws = caller(version, lab)
        assert len(aws("s3", "ls", "s3://our-photos/n/").splitlines()) == 2500
        assert names == aws(
            "s3api", "list-objects-v2", "--bucket", "our-photos", "--query", "Contents[].Key")


def test_it_manages_who_may_what(lab, aws, monkeypatch):
    key_id, secret = lab.access_keys["root"]
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", key_id)
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", secret)
    document = json.dumps({"Version": "2012-10-17", "Statement": [
        {"Effect": "Allow", "Action": "kms:*", "Resource": "*"}]})
    arn = aws("iam", "create-policy", "--policy-name", "Keys",
              "--policy-document", document)["Policy"]["Arn"]
    aws("iam", "attach-user-policy", "--user-name", "bob", "--policy-arn", arn)
    attached = aws("iam", "list-attached-user-policies", "--user-name", "bob")
    assert attached["AttachedPolicies"] == [{"PolicyName": "Keys", "PolicyArn": arn}]
    events = aws("cloudtrail", "lookup-events", "--max-items", "1")
    assert "Events" in events


def test_a_wrong_secret_is_told(lab, aws, monkeypatch):
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "wrong")
    assert "(InvalidSignatureException)" in aws("kms", "list-keys", by=fails)
    assert "(SignatureDoesNotMatch)" in aws("s3", "ls", by=fails)
