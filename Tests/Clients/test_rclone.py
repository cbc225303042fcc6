"""rclone: AWS's SDK for Go."""

import json
import os

import pytest

from world import MIB, content, fails, new_bucket, new_key, program, run


@pytest.fixture
def rclone(lab, tmp_path):
    """Runs it; lab: is the remote's name."""
    path = program("rclone", "rclone")
    settings = {
        "TYPE": "s3", "PROVIDER": "AWS", "ENDPOINT": lab.url, "REGION": "us-east-1",
        "ENV_AUTH": "true", "FORCE_PATH_STYLE": "true"}
    environment = {
        **os.environ, "RCLONE_CONFIG": str(tmp_path / "rclone.conf"),
        **{f"RCLONE_CONFIG_LAB_{name}": value for name, value in settings.items()}}
    (tmp_path / "rclone.conf").write_text("")

    def call(*words, by=run):
        return by(path, *words, "--retries", "1", "--low-level-retries", "2", env=environment)

    return call


@pytest.fixture
def tree(tmp_path):
    (tmp_path / "from/sub dir").mkdir(parents=True)
    (tmp_path / "from/film").write_bytes(content(20 * MIB))
    for number in range(30):
        (tmp_path / f"from/sub dir/rösé+{number} 100%.txt").write_text(f"{number}\n")
    return tmp_path


def test_it_synchronises_both_ways_under_a_kms_key(lab, rclone, tree):
    key = new_key(lab)
    new_bucket(lab)
    sse = ("--s3-server-side-encryption", "aws:kms", "--s3-sse-kms-key-id", key)
    rclone("sync", tree / "from", "lab:photos/tree", *sse)
    rclone("sync", "lab:photos/tree", tree / "to")
    assert {path.name: path.read_bytes() for path in (tree / "to").rglob("*") if path.is_file()} \
        == {path.name: path.read_bytes() for path in (tree / "from").rglob("*") if path.is_file()}
    head = lab.client("s3").head_object(Bucket="photos", Key="tree/film")
    assert head["SSEKMSKeyId"] == key
    rclone("check", tree / "from", "lab:photos/tree", "--size-only")


def test_a_large_file_goes_in_parts(lab, rclone, tree):
    new_bucket(lab, key=new_key(lab))
    rclone("copy", tree / "from/film", "lab:photos", "--s3-upload-cutoff", "5M")
    head = lab.client("s3").head_object(Bucket="photos", Key="film")
    assert head["ETag"].endswith('-4"')
    rclone("copyto", "lab:photos/film", tree / "film")
    assert (tree / "film").read_bytes() == content(20 * MIB)


def test_it_lists_copies_moves_and_deletes(lab, rclone, tree):
    new_bucket(lab)
    rclone("copy", tree / "from/sub dir", "lab:photos/a")
    assert len(json.loads(rclone("lsjson", "lab:photos/a"))) == 30
    rclone("move", "lab:photos/a", "lab:photos/b")
    assert len(rclone("lsf", "lab:photos/b").splitlines()) == 30
    assert "Total objects: 30" in rclone("size", "lab:photos")
    rclone("purge", "lab:photos/b")
    rclone("rmdir", "lab:photos")
    assert rclone("lsd", "lab:") == ""


def test_it_reads_its_own_times(lab, rclone, tree):
    new_bucket(lab)
    rclone("copy", tree / "from/film", "lab:photos")
    before = rclone("lsl", "lab:photos")
    lab.advance("30d")
    assert rclone("lsl", "lab:photos") == before


def test_a_lost_key_is_told(lab, rclone, tree):
    key = new_key(lab)
    new_bucket(lab, key=key)
    rclone("copy", tree / "from/sub dir", "lab:photos")
    lab.client("kms").schedule_key_deletion(KeyId=key, PendingWindowInDays=7)
    lab.advance("8d")
    assert len(rclone("lsf", "lab:photos").splitlines()) == 30
    assert "KMS.NotFoundException" in rclone("copy", "lab:photos", tree / "to", by=fails)
