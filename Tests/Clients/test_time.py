"""What only time shows: rotations, deletions, sessions and links that end."""

import json

import pytest

from stories import TRUST
from world import new_bucket, new_key, refused


def test_ciphertexts_of_before_open_after_a_rotation(lab):
    kms = lab.client("kms")
    key = new_key(lab)
    before = kms.encrypt(KeyId=key, Plaintext=b"roses")["CiphertextBlob"]
    kms.enable_key_rotation(KeyId=key)
    lab.advance("366d")
    rotations = kms.list_key_rotations(KeyId=key, IncludeKeyMaterial="ALL_KEY_MATERIAL")
    assert len(rotations["Rotations"]) == 2
    assert kms.decrypt(CiphertextBlob=before)["Plaintext"] == b"roses"
    after = kms.encrypt(KeyId=key, Plaintext=b"roses")["CiphertextBlob"]
    opened = [kms.decrypt(CiphertextBlob=blob)["KeyMaterialId"] for blob in (before, after)]
    assert len(set(opened)) == 2


def test_the_clock_tells_what_it_crossed(lab):
    kms = lab.client("kms")
    kms.enable_key_rotation(KeyId=new_key(lab))
    assert "rotat" in json.dumps(lab.advance("366d")).lower()


def test_an_object_is_lost_for_ever_with_its_key(lab):
    kms, s3 = lab.client("kms"), lab.client("s3")
    key = new_key(lab)
    new_bucket(lab, key=key)
    s3.put_object(Bucket="our-photos", Key="k", Body=b"roses")
    kms.schedule_key_deletion(KeyId=key, PendingWindowInDays=7)
    with refused("KMS.KMSInvalidStateException", "is pending deletion."):
        s3.get_object(Bucket="our-photos", Key="k")
    lab.advance("8d")
    with refused("AccessDenied", "because the resource does not exist in this Region"):
        s3.get_object(Bucket="our-photos", Key="k")
    assert [entry["Key"] for entry in s3.list_objects_v2(Bucket="our-photos")["Contents"]] == ["k"]
    with refused("NotFoundException", "does not exist"):
        kms.describe_key(KeyId=key)
    with refused("NotFoundException"):
        kms.cancel_key_deletion(KeyId=key)


def test_a_disabled_key_is_told_by_s3(lab):
    kms, s3 = lab.client("kms"), lab.client("s3")
    key = new_key(lab)
    new_bucket(lab, key=key)
    s3.put_object(Bucket="our-photos", Key="k", Body=b"roses")
    kms.disable_key(KeyId=key)
    with refused("KMS.DisabledException", f"{key} is disabled."):
        s3.get_object(Bucket="our-photos", Key="k")
    with refused("DisabledException"):
        kms.encrypt(KeyId=key, Plaintext=b"x")


@pytest.fixture
def session(lab):
    """Makes clients of an assumed role, for an hour of the simulated clock."""
    iam = lab.client("iam", "root")
    role = iam.create_role(RoleName="App", AssumeRolePolicyDocument=TRUST)["Role"]["Arn"]
    iam.put_role_policy(RoleName="App", PolicyName="all", PolicyDocument=json.dumps({
        "Version": "2012-10-17",
        "Statement": [{"Effect": "Allow", "Action": ["kms:*", "s3:*"], "Resource": "*"}]}))
    iam.put_user_policy(UserName="bob", PolicyName="assume", PolicyDocument=json.dumps({
        "Version": "2012-10-17",
        "Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole", "Resource": role}]}))
    keys = lab.client("sts", "bob").assume_role(
        RoleArn=role, RoleSessionName="night")["Credentials"]
    return lambda service: lab.client(
        service, aws_access_key_id=keys["AccessKeyId"], aws_session_token=keys["SessionToken"],
        aws_secret_access_key=keys["SecretAccessKey"])


def test_an_assumed_role_ends_when_the_clock_gets_there(lab, session):
    session("kms").list_keys()
    assert session("sts").get_caller_identity()["Arn"].endswith("assumed-role/App/night")
    lab.advance("2h")
    with refused("ExpiredTokenException", "The security token included in the request is expired"):
        session("kms").list_keys()
    with refused("ExpiredToken", "The provided token has expired."):
        session("s3").list_buckets()
    with refused("ExpiredToken", "The security token included in the request is expired"):
        session("sts").get_caller_identity()


def test_a_link_of_a_session_dies_with_it(lab, session):
    import urllib.error
    import urllib.request
    new_bucket(lab)
    lab.client("s3").put_object(Bucket="our-photos", Key="k", Body=b"roses")
    link = session("s3").generate_presigned_url(
        "get_object", {"Bucket": "our-photos", "Key": "k"}, ExpiresIn=12 * 3600)
    with urllib.request.urlopen(link) as answer:
        assert answer.read() == b"roses"
    lab.advance("2h")
    with pytest.raises(urllib.error.HTTPError) as caught:
        urllib.request.urlopen(link)
    assert b"<Code>ExpiredToken</Code>" in caught.value.read()


def test_a_new_world_is_as_the_first(lab):
    first = new_key(lab)
    lab.reset()
    assert new_key(lab) == first
