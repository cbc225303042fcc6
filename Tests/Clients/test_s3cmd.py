"""s3cmd, which has an S3 library of its own."""

import json
import os
import sys

import pytest

from world import MIB, content, fails, lose, new_bucket, new_key, run


@pytest.fixture
def s3cmd(lab, tmp_path):
    """Runs it with alice's keys."""
    place = lab.url.removeprefix("http://")
    (tmp_path / "s3cfg").write_text("")
    # It reports what it meets with --debug alone, and paints progress otherwise.
    words = [
        os.path.join(os.path.dirname(sys.executable), "s3cmd"), "--config", tmp_path / "s3cfg",
        f"--access_key={lab.environment['AWS_ACCESS_KEY_ID']}",
        f"--secret_key={lab.environment['AWS_SECRET_ACCESS_KEY']}", "--no-ssl",
        f"--host={place}", f"--host-bucket={place}", "--no-progress", "--no-check-md5"]

    def call(*more, by=run):
        return by(*words, *more, env={**os.environ, "HOME": str(tmp_path)})

    return call


def test_it_puts_gets_and_lists_under_a_kms_key(lab, s3cmd, tmp_path):
    key = new_key(lab)
    (tmp_path / "film").write_bytes(content(20 * MIB))
    s3cmd("mb", "s3://our-photos")
    s3cmd("put", "--server-side-encryption", f"--server-side-encryption-kms-id={key}",
          tmp_path / "film", "s3://our-photos/a b+ü")
    s3cmd("get", "s3://our-photos/a b+ü", tmp_path / "copy")
    assert (tmp_path / "copy").read_bytes() == content(20 * MIB)
    head = lab.client("s3").head_object(Bucket="our-photos", Key="a b+ü")
    assert head["SSEKMSKeyId"] == key and head["ETag"].endswith('-2"')
    assert s3cmd("ls", "s3://our-photos").split()[-2:] == ["s3://our-photos/a", "b+ü"]
    assert "SSE:" in s3cmd("info", "s3://our-photos/a b+ü")
    s3cmd("rm", "s3://our-photos/a b+ü")
    s3cmd("rb", "s3://our-photos")


def test_it_synchronises_both_ways(lab, s3cmd, tmp_path):
    new_bucket(lab)
    source = tmp_path / "from"
    (source / "sub dir").mkdir(parents=True)
    for number in range(20):
        (source / "sub dir" / f"rösé+{number}.txt").write_text(f"{number}\n")
    s3cmd("sync", f"{source}/", "s3://our-photos/tree/")
    assert "upload:" not in s3cmd("sync", f"{source}/", "s3://our-photos/tree/")
    (tmp_path / "to").mkdir()
    s3cmd("sync", "s3://our-photos/tree/", f"{tmp_path}/to/")
    assert sorted(path.name for path in (tmp_path / "to/sub dir").iterdir()) == sorted(
        path.name for path in (source / "sub dir").iterdir())
    s3cmd("del", "--recursive", "--force", "s3://our-photos/tree")
    assert s3cmd("ls", "s3://our-photos") == ""


def test_it_sets_policies_and_rules(lab, s3cmd, tmp_path):
    new_bucket(lab)
    (tmp_path / "policy").write_text(json.dumps({"Version": "2012-10-17", "Statement": [{
        "Effect": "Deny", "Principal": "*", "Action": "s3:GetObject",
        "Resource": "arn:aws:s3:::our-photos/secret/*"}]}))
    s3cmd("setpolicy", tmp_path / "policy", "s3://our-photos")
    s3cmd("expire", "--expiry-days=3", "--expiry-prefix=log/", "s3://our-photos")
    assert "log/" in s3cmd("info", "s3://our-photos")
    s3cmd("setversioning", "s3://our-photos", "enable")
    s3cmd("delpolicy", "s3://our-photos")


def test_a_lost_key_is_told(lab, s3cmd, tmp_path):
    key = new_key(lab)
    new_bucket(lab, key=key)
    (tmp_path / "k").write_text("roses")
    s3cmd("put", tmp_path / "k", "s3://our-photos/k")
    lose(lab, key)
    assert "AccessDenied" in s3cmd("get", "s3://our-photos/k", tmp_path / "copy", by=fails)
