"""Barman, backups of PostgreSQL, with Debian's older boto3: it sends Content-MD5, no checksums."""

import pytest

from world import MIB, content, new_bucket, new_key, program, run


@pytest.fixture
def barman(lab):
    """Runs a command of barman-cloud."""
    def call(name, *words):
        path = program(f"barman-cloud-{name}", "barman-cli-cloud")
        return run(path, "--cloud-provider", "aws-s3", "--endpoint-url", lab.url, *words)
    return call


def test_a_log_is_archived_and_restored_after_a_rotation(lab, barman, tmp_path):
    key = new_key(lab)
    new_bucket(lab, "our-backups", key=key)
    name = "000000010000000000000001"
    (tmp_path / name).write_bytes(content(16 * MIB))
    barman("wal-archive", "--gzip", "--encryption", "aws:kms", "s3://our-backups/pg", "main",
           tmp_path / name)
    lab.client("kms").enable_key_rotation(KeyId=key)
    lab.advance("366d")
    barman("wal-restore", "s3://our-backups/pg", "main", name, tmp_path / "restored")
    assert (tmp_path / "restored").read_bytes() == content(16 * MIB)
    head = lab.client("s3").list_objects_v2(Bucket="our-backups")["Contents"][0]
    assert head["Key"] == f"pg/main/wals/0000000100000000/{name}.gz"


def test_it_asks_for_a_bucket_and_its_backups(lab, barman):
    new_bucket(lab, "our-backups")
    barman("wal-archive", "--test", "s3://our-backups/pg", "main", "000000010000000000000001")
    assert "Backup ID" in barman("backup-list", "s3://our-backups/pg", "main")
