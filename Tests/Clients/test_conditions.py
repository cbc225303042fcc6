"""Condition keys whose values a request brings over the wire."""

import hashlib
import json

import pytest
from botocore.config import Config

from conftest import Lab
from test_links import opened
from world import new_bucket, refused


@pytest.fixture
def bob(lab):
    """A client of somebody who may do with the bucket what its policy lets him."""
    new_bucket(lab)
    lab.client("s3").put_object(Bucket="our-photos", Key="k", Body=b"roses")
    return lab.client("s3", "bob", config=Config(signature_version="s3v4"))


def let_bob(lab, effect="Allow", **condition):
    """Lets bob do all with the bucket, or denies it, under a condition."""
    statements = [{"Effect": effect, "Condition": condition}]
    if effect == "Deny":
        statements.append({"Effect": "Allow"})
    for statement in statements:
        statement |= {"Principal": {"AWS": "arn:aws:iam::111122223333:user/bob"}, "Action": "s3:*",
                      "Resource": ["arn:aws:s3:::our-photos", "arn:aws:s3:::our-photos/*"]}
    policy = {"Version": "2012-10-17", "Statement": statements}
    lab.client("s3", "root").put_bucket_policy(Bucket="our-photos", Policy=json.dumps(policy))


def sending(client, name, value):
    """The client with a header that is sent and signed with every request."""
    client.meta.events.register(
        "before-sign.s3", lambda request, **_: request.headers.__setitem__(name, value))
    return client


def put(client):
    client.put_object(Bucket="our-photos", Key="k", Body=b"tulips")


def test_content_that_nobody_signed_is_kept_out(lab, bob):
    let_bob(lab, "Deny", StringEquals={"s3:x-amz-content-sha256": "UNSIGNED-PAYLOAD"})
    put(bob)
    with refused("AccessDenied"):
        put(lab.client("s3", "bob", config=Config(
            signature_version="s3v4", s3={"payload_signing_enabled": False})))
    link = bob.generate_presigned_url("get_object", {"Bucket": "our-photos", "Key": "k"})
    assert opened(link)[0] == 403


def test_a_policy_asks_for_one_content(lab, bob):
    let_bob(lab, StringEquals={"s3:x-amz-content-sha256": hashlib.sha256(b"tulips").hexdigest()})
    put(bob)
    with refused("AccessDenied"):
        bob.put_object(Bucket="our-photos", Key="k", Body=b"lilies")


def test_a_policy_asks_for_the_page_that_led_here(lab, bob):
    let_bob(lab, StringLike={"aws:Referer": "http://www.example.com/*"})
    with refused("AccessDenied"):
        bob.get_object(Bucket="our-photos", Key="k")
    link = bob.generate_presigned_url("get_object", {"Bucket": "our-photos", "Key": "k"})
    assert opened(link)[0] == 403
    assert opened(link, Referer="http://www.example.com/a") == (200, "roses")
    sending(bob, "Referer", "http://www.example.com/a").get_object(Bucket="our-photos", Key="k")


def test_a_call_without_tls_has_no_version_of_it():
    lab = Lab("--transport", "plain")
    try:
        new_bucket(lab)
        let_bob(lab, Null={"s3:TlsVersion": "true"}, Bool={"aws:SecureTransport": "false"})
        put(lab.client("s3", "bob"))
    finally:
        lab.stop()
