"""Throttling and failures that the lab makes: boto3 is seen retrying."""

import pytest
from botocore.config import Config

from world import new_key, refused

STANDARD = Config(retries={"mode": "standard", "total_max_attempts": 3})


def test_a_rate_that_is_passed_is_throttled(lab):
    kms = lab.client("kms", config=Config(retries={"total_max_attempts": 1}))
    lab.line("set throttling on")
    with refused("ThrottlingException"):
        for _ in range(200):
            kms.create_key()


def test_boto3_comes_again_in_the_next_second(lab):
    lab.line("set throttling on")
    kms = lab.client("kms", config=STANDARD)
    seen = []

    def second(response, **_):
        """Between two tries of boto3 a second passes, in the world as in truth."""
        code = response and response[1].get("Error", {}).get("Code")
        if code:
            seen.append(code)
            lab.advance("1s")

    kms.meta.events.register_first("needs-retry.kms", second)
    retries = [kms.create_key()["ResponseMetadata"]["RetryAttempts"] for _ in range(12)]
    assert set(seen) == {"ThrottlingException"} and set(retries) == {0, 1}


@pytest.mark.parametrize("code", [
    "KMSInternalException", "DependencyTimeoutException", "ThrottlingException"])
def test_a_failure_is_retried_until_it_is_over(lab, code):
    key = new_key(lab)
    lab.line(f"set fault {code} --rate 40% --operation Encrypt")
    kms = lab.client("kms", config=Config(
        retries={"mode": "standard", "total_max_attempts": 10}))
    retries = [
        kms.encrypt(KeyId=key, Plaintext=b"x")["ResponseMetadata"]["RetryAttempts"]
        for _ in range(8)]
    assert any(retries)
    lab.line("set fault off")
    assert kms.encrypt(KeyId=key, Plaintext=b"x")["ResponseMetadata"]["RetryAttempts"] == 0


def test_a_failure_that_stays_is_told_after_the_last_try(lab):
    key = new_key(lab)
    lab.line("set fault KMSInternalException")
    with refused("KMSInternalException") as caught:
        lab.client("kms", config=STANDARD).encrypt(KeyId=key, Plaintext=b"x")
    metadata = caught.value.response["ResponseMetadata"]
    assert metadata["RetryAttempts"] == 2 and metadata["HTTPStatusCode"] == 500


def test_a_grant_takes_its_minutes_where_consistency_is_realistic(lab):
    lab.line("set consistency realistic")
    key = new_key(lab)
    bob = lab.client("iam", "root").get_user(UserName="bob")["User"]["Arn"]
    token = lab.client("kms").create_grant(
        KeyId=key, GranteePrincipal=bob, Operations=["Encrypt"])["GrantToken"]
    kms = lab.client("kms", "bob")
    with refused("AccessDeniedException"):
        kms.encrypt(KeyId=key, Plaintext=b"x")
    kms.encrypt(KeyId=key, Plaintext=b"x", GrantTokens=[token])
    lab.advance("6m")
    kms.encrypt(KeyId=key, Plaintext=b"x")
