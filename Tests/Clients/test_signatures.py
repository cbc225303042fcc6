"""Who is let in: secrets, keys, tokens, dates and Regions."""

import contextlib
import datetime
import json

import pytest
from botocore import auth
from botocore import UNSIGNED
from botocore.config import Config
from botocore.crt import auth as crt_auth

from world import new_bucket, refused

#: How each service says it: an unknown key, a wrong secret.
WORDS = {
    "kms": ("UnrecognizedClientException", "InvalidSignatureException"),
    "cloudtrail": ("UnrecognizedClientException", "InvalidSignatureException"),
    "iam": ("InvalidClientTokenId", "SignatureDoesNotMatch"),
    "sts": ("InvalidClientTokenId", "SignatureDoesNotMatch"),
    "s3": ("InvalidAccessKeyId", "SignatureDoesNotMatch"),
}


def call(client):
    """The simplest call of a service."""
    name = client.meta.service_model.service_name
    return {
        "kms": "list_keys", "cloudtrail": "lookup_events", "iam": "list_users",
        "sts": "get_caller_identity", "s3": "list_buckets",
    }[name]


@pytest.mark.parametrize("service", WORDS)
def test_a_key_that_nobody_has_is_refused(lab, service):
    client = lab.client(service, aws_access_key_id="AKIAIOSFODNN7EXAMPLE")
    with refused(WORDS[service][0]):
        getattr(client, call(client))()


@pytest.mark.parametrize("service", WORDS)
def test_a_wrong_secret_is_refused(lab, service):
    client = lab.client(service, aws_secret_access_key="wrong")
    with refused(WORDS[service][1], "The request signature we calculated does not match"):
        getattr(client, call(client))()


@pytest.mark.parametrize("service, code", [
    ("kms", "UnrecognizedClientException"), ("sts", "InvalidClientTokenId"),
    ("s3", "InvalidToken"),
])
def test_a_token_that_belongs_to_nothing_is_refused(lab, service, code):
    client = lab.client(service, aws_session_token="nonsense")
    with refused(code):
        getattr(client, call(client))()


@pytest.mark.parametrize("service, code", [
    ("kms", "MissingAuthenticationTokenException"), ("sts", "MissingAuthenticationToken"),
    ("iam", "MissingAuthenticationToken"), ("s3", "AccessDenied"),
])
def test_nobody_is_let_in_without_a_signature(lab, service, code):
    client = lab.client(service, config=Config(signature_version=UNSIGNED))
    with refused(code):
        getattr(client, call(client))()


def signed_at(monkeypatch, moment):
    """Lets botocore sign as if it were another time, by its own signer and by that of awscrt."""
    def now(remove_tzinfo=True):
        return moment.replace(tzinfo=None) if remove_tzinfo else moment
    for module in (auth, crt_auth):
        monkeypatch.setattr(module, "get_current_datetime", now)


@pytest.mark.parametrize("service, minutes, code", [
    ("kms", -6, "InvalidSignatureException"), ("kms", 6, "InvalidSignatureException"),
    ("s3", -16, "RequestTimeTooSkewed"), ("s3", 16, "RequestTimeTooSkewed"),
    ("kms", -4, None), ("kms", 4, None), ("s3", -14, None), ("s3", 14, None),
])
def test_a_date_of_another_hour_is_refused(lab, monkeypatch, service, minutes, code):
    signed_at(monkeypatch, datetime.datetime.now(datetime.timezone.utc)
              + datetime.timedelta(minutes=minutes))
    client = lab.client(service, config=Config(retries={"total_max_attempts": 1}))
    with refused(code) if code else contextlib.nullcontext():
        getattr(client, call(client))()


def test_a_client_in_the_time_of_the_world_is_let_in(lab, monkeypatch):
    lab.advance("400d")
    headers = lab.client("kms").list_keys()["ResponseMetadata"]["HTTPHeaders"]
    now = datetime.datetime.fromisoformat(headers["x-kmslab-now"].replace("Z", "+00:00"))
    signed_at(monkeypatch, now)
    lab.client("kms").list_keys()
    lab.client("s3").list_buckets()


def test_a_region_that_is_not_the_buckets_is_told(lab):
    lab.client("s3", region_name="eu-west-1").create_bucket(
        Bucket="far", CreateBucketConfiguration={"LocationConstraint": "eu-west-1"})
    here = lab.client("s3")
    codes = []
    here.meta.events.register_first(
        "needs-retry.s3.ListObjectsV2",
        lambda response, **_: codes.append(response[1].get("Error", {}).get("Code")))
    assert here.list_objects_v2(Bucket="far")["KeyCount"] == 0
    assert codes[0] in ("AuthorizationHeaderMalformed", "PermanentRedirect")


def test_a_key_lives_in_its_region(lab):
    key = lab.client("kms").create_key()["KeyMetadata"]["KeyId"]
    with refused("NotFoundException"):
        lab.client("kms", region_name="eu-west-1").describe_key(KeyId=key)


def test_an_inactive_key_is_refused(lab):
    iam = lab.client("iam", "root")
    made = iam.create_access_key(UserName="bob")["AccessKey"]
    bob = lab.client("sts", aws_access_key_id=made["AccessKeyId"],
                     aws_secret_access_key=made["SecretAccessKey"])
    assert bob.get_caller_identity()["Arn"].endswith(":user/bob")
    iam.update_access_key(
        UserName="bob", AccessKeyId=made["AccessKeyId"], Status="Inactive")
    with refused("InvalidClientTokenId"):
        bob.get_caller_identity()
    iam.delete_access_key(UserName="bob", AccessKeyId=made["AccessKeyId"])
    with refused("InvalidClientTokenId"):
        bob.get_caller_identity()


def test_the_same_key_in_a_new_world_is_of_another_session(lab):
    ids = set()
    for name in ("morning", "evening"):
        lab.reset()
        iam = lab.client("iam", "root")
        role = iam.create_role(RoleName="App", AssumeRolePolicyDocument=json.dumps({
            "Version": "2012-10-17", "Statement": [{
                "Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::111122223333:user/bob"},
                "Action": "sts:AssumeRole"}]}))["Role"]
        session = lab.client("sts", "bob").assume_role(
            RoleArn=role["Arn"], RoleSessionName=name)["Credentials"]
        inside = lab.client(
            "sts", aws_access_key_id=session["AccessKeyId"],
            aws_secret_access_key=session["SecretAccessKey"],
            aws_session_token=session["SessionToken"])
        assert inside.get_caller_identity()["Arn"].endswith(f":assumed-role/App/{name}")
        ids.add(session["AccessKeyId"])
    assert len(ids) == 1


def test_bob_may_nothing(lab):
    new_bucket(lab)
    bob = lab.client("sts").get_caller_identity()["Arn"].replace("user/alice", "user/bob")
    with refused("AccessDeniedException", f"User: {bob} is not authorized to perform: kms:List"):
        lab.client("kms", "bob").list_keys()
    with refused("AccessDenied", f"User: {bob} is not authorized to perform: s3:ListBucket"):
        lab.client("s3", "bob").list_objects_v2(Bucket="our-photos")
    with refused("AccessDenied", f"User: {bob} is not authorized to perform: iam:ListUsers"):
        lab.client("iam", "bob").list_users()


def test_a_policy_sees_where_a_call_comes_from(lab):
    lab.client("iam", "root").put_user_policy(
        UserName="bob", PolicyName="here", PolicyDocument=json.dumps({
            "Version": "2012-10-17", "Statement": [{
                "Effect": "Allow", "Action": "kms:ListKeys", "Resource": "*", "Condition": {
                    "IpAddress": {"aws:SourceIp": "127.0.0.1/32"},
                    "StringLike": {"aws:UserAgent": "*my-application*"}}}]}))
    with refused("AccessDeniedException"):
        lab.client("kms", "bob").list_keys()
    lab.client("kms", "bob", config=Config(user_agent_extra="my-application/1")).list_keys()


def test_the_region_of_a_bucket_is_told_to_everybody_and_followed(lab):
    lab.client("s3", region_name="eu-west-1").create_bucket(
        Bucket="our-photos", CreateBucketConfiguration={"LocationConstraint": "eu-west-1"})
    s3 = lab.client("s3")
    assert s3.head_bucket(Bucket="our-photos")["BucketRegion"] == "eu-west-1"
    s3.put_object(Bucket="our-photos", Key="k", Body=b"roses")
    assert lab.client("s3").head_object(Bucket="our-photos", Key="k")["ContentLength"] == 5
    for client in (lab.client("s3", config=Config(signature_version=UNSIGNED)),
                   lab.client("s3", "bob", region_name="eu-west-1")):
        with refused("403") as caught:
            client.head_bucket(Bucket="our-photos")
        told = caught.value.response["ResponseMetadata"]["HTTPHeaders"]
        assert told["x-amz-bucket-region"] == "eu-west-1"
