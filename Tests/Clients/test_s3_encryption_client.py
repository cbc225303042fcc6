"""The Amazon S3 Encryption Client: objects that are encrypted before S3 sees them."""

import pytest
from s3_encryption import S3EncryptionClient, S3EncryptionClientConfig
from s3_encryption.materials.kms_keyring import KmsKeyring

from world import MIB, content, lose, new_bucket, new_key


@pytest.fixture
def key(lab):
    return new_key(lab)


@pytest.fixture
def encrypting(lab, key):
    """A client that encrypts under the key."""
    new_bucket(lab)
    keyring = KmsKeyring(lab.client("kms"), key)
    return S3EncryptionClient(lab.client("s3"), S3EncryptionClientConfig(keyring=keyring))


def test_s3_never_sees_the_text(lab, encrypting):
    encrypting.put_object(
        Bucket="our-photos", Key="k", Body=content(MIB), EncryptionContext={"app": "photos"})
    seen = lab.client("s3").get_object(Bucket="our-photos", Key="k")["Body"].read()
    assert content(1000)[:100] not in seen and len(seen) == MIB + 16
    found = encrypting.get_object(
        Bucket="our-photos", Key="k", EncryptionContext={"app": "photos"})
    assert found["Body"].read() == content(MIB)


def test_it_opens_after_a_rotation_and_not_after_a_deletion(lab, key, encrypting):
    kms = lab.client("kms")
    encrypting.put_object(Bucket="our-photos", Key="k", Body=b"roses")
    kms.enable_key_rotation(KeyId=key)
    lab.advance("366d")
    assert encrypting.get_object(Bucket="our-photos", Key="k")["Body"].read() == b"roses"
    lose(lab, key)
    with pytest.raises(Exception, match="does not exist"):
        encrypting.get_object(Bucket="our-photos", Key="k")["Body"].read()
