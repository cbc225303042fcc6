"""s5cmd: the quick one, by the first SDK for Go."""

import os
import sys

import pytest

from world import MIB, content, fails, lose, new_bucket, new_key, run


@pytest.fixture
def s5cmd(lab):
    path = os.path.join(os.path.dirname(sys.executable), "s5cmd")
    environment = {
        **os.environ, **lab.environment, "S3_ENDPOINT_URL": lab.url, "AWS_REGION": "us-east-1"}
    return lambda *words, by=run: by(path, *words, env=environment)


def test_files_go_up_and_come_back_under_a_kms_key(lab, s5cmd, tmp_path):
    key = new_key(lab)
    sse = ["--sse", "aws:kms", "--sse-kms-key-id", key]
    s5cmd("mb", "s3://our-photos")
    (tmp_path / "film").write_bytes(content(12 * MIB))
    s5cmd("cp", "--part-size", "5", *sse, tmp_path / "film", "s3://our-photos/film")
    s5cmd("mv", *sse, "s3://our-photos/film", "s3://our-photos/moved")
    s5cmd("cp", "s3://our-photos/moved", tmp_path / "back")
    assert (tmp_path / "back").read_bytes() == content(12 * MIB)
    assert '"server_side_encryption":"aws:kms"' in s5cmd("head", "s3://our-photos/moved")
    assert lab.client("s3").head_object(Bucket="our-photos", Key="moved")["SSEKMSKeyId"] == key
    assert "12582912 bytes in 1 objects" in s5cmd("du", "s3://our-photos/*")
    s5cmd("rm", "s3://our-photos/*")
    s5cmd("rb", "s3://our-photos")


def test_a_lost_key_is_an_error(lab, s5cmd, tmp_path):
    key = new_key(lab)
    new_bucket(lab, key=key)
    (tmp_path / "k").write_bytes(b"roses")
    s5cmd("cp", tmp_path / "k", "s3://our-photos/k")
    lose(lab, key)
    # Its cat says nothing: findings/cat-says-nothing-of-a-refusal.sh.
    assert "kms:Decrypt" in s5cmd("cp", "s3://our-photos/k", tmp_path / "back", by=fails)
