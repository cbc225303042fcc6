"""MinIO's library for Python, with objects of its own for each kind of encryption."""

import io

import pytest

from world import MIB, content, new_bucket, new_key


@pytest.fixture
def photos(lab):
    from minio import Minio
    new_bucket(lab)
    return Minio(
        lab.url.removeprefix("http://"), lab.environment["AWS_ACCESS_KEY_ID"],
        lab.environment["AWS_SECRET_ACCESS_KEY"], secure=False, region="us-east-1")


def test_an_encryption_context_goes_all_the_way(lab, photos):
    from minio.commonconfig import ComposeSource, CopySource
    from minio.sse import SseKMS
    key = new_key(lab)
    sse = SseKMS(key, {"album": "rösé"})
    photos.put_object("our-photos", "a", io.BytesIO(b"roses"), 5, sse=sse)
    photos.put_object(
        "our-photos", "film", io.BytesIO(content(12 * MIB)), -1, part_size=5 * MIB, sse=sse)
    photos.copy_object("our-photos", "b", CopySource("our-photos", "a"), sse=sse)
    photos.compose_object(
        "our-photos", "both",
        [ComposeSource("our-photos", "film"), ComposeSource("our-photos", "a")], sse=sse)
    assert photos.get_object("our-photos", "both").read() == content(12 * MIB) + b"roses"
    for name in ["a", "film", "b", "both"]:
        headers = photos.stat_object("our-photos", name).metadata
        assert headers["x-amz-server-side-encryption-aws-kms-key-id"] == key, name
    assert "album=rösé" in lab.line("inspect s3://our-photos/both")


def test_buckets_are_set_up(lab, photos):
    from minio.commonconfig import ENABLED, GOVERNANCE, Filter
    from minio.error import S3Error
    from minio.lifecycleconfig import Expiration, LifecycleConfig, Rule as LifecycleRule
    from minio.objectlockconfig import DAYS, ObjectLockConfig
    from minio.sseconfig import Rule, SSEConfig
    from minio.versioningconfig import VersioningConfig
    key = new_key(lab)
    photos.set_bucket_encryption("our-photos", SSEConfig(Rule.new_sse_kms_rule(key)))
    assert photos.get_bucket_encryption("our-photos").rule.kms_master_key_id == key
    photos.set_bucket_versioning("our-photos", VersioningConfig(ENABLED))
    for text in [b"one", b"two"]:
        photos.put_object("our-photos", "a", io.BytesIO(text), 3)
    versions = list(photos.list_objects("our-photos", include_version=True))
    assert [version.is_latest for version in versions] == ["true", "false"]
    rule = LifecycleRule(
        ENABLED, rule_filter=Filter(prefix=""), rule_id="r", expiration=Expiration(days=3))
    photos.set_bucket_lifecycle("our-photos", LifecycleConfig([rule]))
    lab.advance("5d")
    assert list(photos.list_objects("our-photos")) == []
    photos.make_bucket("our-vault", object_lock=True)
    photos.set_object_lock_config("our-vault", ObjectLockConfig(GOVERNANCE, 5, DAYS))
    # Without TLS this client sends no checksum, which S3 wants of what it locks.
    with pytest.raises(S3Error) as caught:
        photos.put_object("our-vault", "a", io.BytesIO(b"one"), 3, legal_hold=True)
    assert caught.value.code == "InvalidRequest"
    lab.client("s3").put_object(
        Bucket="our-vault", Key="a", Body=b"one", ObjectLockLegalHoldStatus="ON")
    assert photos.is_object_legal_hold_enabled("our-vault", "a")
    lock = photos.get_object_lock_config("our-vault")
    assert (lock.mode, lock.duration, lock.duration_unit) == (GOVERNANCE, 5, DAYS)


def test_an_error_has_awss_code(photos):
    from minio.error import S3Error
    with pytest.raises(S3Error) as caught:
        photos.get_bucket_policy("our-photos")
    assert caught.value.code == "NoSuchBucketPolicy"
