"""restic: backups by the S3 library of MinIO, which signs each chunk."""

import os
import subprocess

import pytest

from world import MIB, content, lose, new_bucket, new_key, program, run, tree_of_files


def started(*words, **options):
    return subprocess.Popen(
        [str(word) for word in words], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        **options)


@pytest.fixture
def restic(lab, tmp_path):
    """Runs it on a repository in the bucket."""
    path = program("restic", "restic")
    environment = {
        **os.environ, "RESTIC_REPOSITORY": f"s3:{lab.url}/our-backups/photos",
        "RESTIC_PASSWORD": "roses", "RESTIC_CACHE_DIR": str(tmp_path / "cache"),
        "AWS_DEFAULT_REGION": "us-east-1"}

    def call(*words, by=run):
        return by(path, *words, env=environment)

    return call


@pytest.fixture
def tree(tmp_path):
    return tree_of_files(tmp_path, "rösé {}.txt")


def test_a_backup_under_a_kms_key_is_restored(lab, restic, tree):
    key = new_key(lab)
    new_bucket(lab, "our-backups", key=key)
    restic("init")
    restic("backup", tree / "from")
    lab.client("kms").enable_key_rotation(KeyId=key)
    lab.advance("366d")
    (tree / "from/later.txt").write_text("later\n")
    restic("backup", tree / "from")
    assert restic("snapshots", "--compact").count("\n") >= 4
    restic("check", "--read-data")
    restic("restore", "latest", "--target", tree / "to")
    restored = tree / "to" / (tree / "from").relative_to("/")
    assert (restored / "film").read_bytes() == content(20 * MIB)
    assert (restored / "later.txt").read_text() == "later\n"
    restic("forget", "--keep-last", "1", "--prune")


def test_a_backup_without_its_kms_key_is_lost(lab, restic, tree):
    key = new_key(lab)
    new_bucket(lab, "our-backups", key=key)
    restic("init")
    restic("backup", tree / "from")
    lose(lab, key)
    # It tries again for most of a minute; what it says at the first time is enough.
    with restic("restore", "latest", "--target", tree / "to", by=started) as running:
        assert any("does not exist" in line for line in running.stderr)
        running.terminate()
