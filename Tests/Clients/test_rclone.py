"""rclone: AWS's SDK for Go."""

import json
import os

import pytest

from world import MIB, content, fails, lose, new_bucket, new_key, program, run, tree_of_files


@pytest.fixture
def rclone(lab, tmp_path):
    """Runs it; lab: is the remote's name."""
    path = program("rclone", "rclone")
    settings = {
        "TYPE": "s3", "PROVIDER": "Other", "ENDPOINT": lab.url, "REGION": "us-east-1",
        "ENV_AUTH": "true",
        # Buckets of today have no ACLs; this one is always taken.
        "ACL": "bucket-owner-full-control", "FORCE_PATH_STYLE": "true"}
    environment = {
        **os.environ, "RCLONE_CONFIG": str(tmp_path / "rclone.conf"),
        **{f"RCLONE_CONFIG_LAB_{name}": value for name, value in settings.items()}}
    (tmp_path / "rclone.conf").write_text("")

    def call(*words, by=run):
        return by(path, *words, "--retries", "1", "--low-level-retries", "2", env=environment)

    return call


@pytest.fixture
def tree(tmp_path):
    return tree_of_files(tmp_path, "rösé+{} 100%.txt")


def test_it_synchronises_both_ways_under_a_kms_key(lab, rclone, tree):
    key = new_key(lab)
    new_bucket(lab)
    sse = ("--s3-server-side-encryption", "aws:kms", "--s3-sse-kms-key-id", key)
    rclone("sync", tree / "from", "lab:our-photos/tree", *sse)
    rclone("sync", "lab:our-photos/tree", tree / "to")
    assert {path.name: path.read_bytes() for path in (tree / "to").rglob("*") if path.is_file()} \
        == {path.name: path.read_bytes() for path in (tree / "from").rglob("*") if path.is_file()}
    head = lab.client("s3").head_object(Bucket="our-photos", Key="tree/film")
    assert head["SSEKMSKeyId"] == key
    rclone("check", tree / "from", "lab:our-photos/tree", "--size-only")


def test_a_large_file_goes_in_parts(lab, rclone, tree):
    new_bucket(lab, key=new_key(lab))
    rclone("copy", tree / "from/film", "lab:our-photos", "--s3-upload-cutoff", "5M")
    head = lab.client("s3").head_object(Bucket="our-photos", Key="film")
    assert head["ETag"].endswith('-4"')
    rclone("copyto", "lab:our-photos/film", tree / "film")
    assert (tree / "film").read_bytes() == content(20 * MIB)


def test_it_lists_copies_moves_and_deletes(lab, rclone, tree):
    new_bucket(lab)
    rclone("copy", tree / "from/sub dir", "lab:our-photos/a")
    assert len(json.loads(rclone("lsjson", "lab:our-photos/a"))) == 30
    rclone("move", "lab:our-photos/a", "lab:our-photos/b")
    assert len(rclone("lsf", "lab:our-photos/b").splitlines()) == 30
    assert "Total objects: 30" in rclone("size", "lab:our-photos")
    rclone("purge", "lab:our-photos/b")
    rclone("rmdir", "lab:our-photos")
    assert rclone("lsd", "lab:") == ""


def test_it_reads_its_own_times(lab, rclone, tree):
    new_bucket(lab)
    rclone("copy", tree / "from/film", "lab:our-photos")
    before = rclone("lsl", "lab:our-photos")
    lab.advance("30d")
    assert rclone("lsl", "lab:our-photos") == before


def test_a_lost_key_is_told(lab, rclone, tree):
    key = new_key(lab)
    new_bucket(lab, key=key)
    # Without being told, rclone takes the ETag for an MD5, and the object for a damaged one.
    rclone("copy", tree / "from/sub dir", "lab:our-photos", "--s3-server-side-encryption",
           "aws:kms", "--s3-sse-kms-key-id", key)
    lose(lab, key)
    assert len(rclone("lsf", "lab:our-photos").splitlines()) == 30
    assert "AccessDenied" in rclone("copy", "lab:our-photos", tree / "to", by=fails)
