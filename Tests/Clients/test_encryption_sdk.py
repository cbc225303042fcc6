"""The AWS Encryption SDK: envelopes that the client makes, with data keys of KMS."""

import aws_encryption_sdk
import botocore.session
import pytest
from aws_encryption_sdk import CommitmentPolicy, StrictAwsKmsMasterKeyProvider
from botocore.exceptions import ClientError

from world import content, lose, new_key, refused


@pytest.fixture
def sdk():
    return aws_encryption_sdk.EncryptionSDKClient(
        commitment_policy=CommitmentPolicy.REQUIRE_ENCRYPT_REQUIRE_DECRYPT)


def provider(*keys):
    """Keys as the SDK takes them; its own clients find the lab by the environment."""
    return StrictAwsKmsMasterKeyProvider(
        key_ids=list(keys), botocore_session=botocore.session.get_session())


def test_an_envelope_opens_before_and_after_a_rotation(lab, sdk):
    key = new_key(lab)
    message, _ = sdk.encrypt(
        source=content(100_000), key_provider=provider(key),
        encryption_context={"app": "photos"})
    lab.client("kms").enable_key_rotation(KeyId=key)
    lab.advance("366d")
    opened, header = sdk.decrypt(source=message, key_provider=provider(key))
    assert opened == content(100_000) and header.encryption_context["app"] == "photos"


def test_an_envelope_with_two_keys_outlives_one(lab, sdk):
    first, second = new_key(lab, "alias/one"), new_key(lab, "alias/two")
    both, _ = sdk.encrypt(source=b"roses", key_provider=provider(first, second))
    alone, _ = sdk.encrypt(source=b"roses", key_provider=provider(first))
    lose(lab, first)
    assert sdk.decrypt(source=both, key_provider=provider(second))[0] == b"roses"
    with pytest.raises(aws_encryption_sdk.exceptions.DecryptKeyError):
        sdk.decrypt(source=alone, key_provider=provider(first))


def test_the_trail_tells_the_context(lab, sdk):
    key = new_key(lab)
    sdk.encrypt(source=b"x", key_provider=provider(key), encryption_context={"app": "photos"})
    lab.advance("20m")
    found = lab.client("cloudtrail").lookup_events(LookupAttributes=[
        {"AttributeKey": "EventName", "AttributeValue": "GenerateDataKey"}])["Events"]
    assert '"app":"photos"' in found[0]["CloudTrailEvent"].replace(" ", "")


def test_a_disabled_key_makes_no_envelope(lab, sdk):
    key = new_key(lab)
    lab.client("kms").disable_key(KeyId=key)
    with pytest.raises((ClientError, aws_encryption_sdk.exceptions.GenerateKeyError)):
        sdk.encrypt(source=b"x", key_provider=provider(key))
    with refused("DisabledException"):
        lab.client("kms").generate_data_key(KeyId=key, KeySpec="AES_256")
