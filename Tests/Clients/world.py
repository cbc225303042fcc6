"""What the tests of several clients need."""

import base64
import contextlib
import os
import shutil
import socket
import subprocess
from unittest import mock

import pytest
from botocore.exceptions import ClientError

MIB = 1024 * 1024


def new_key(lab, alias="alias/lab-key", **options):
    """A key with an alias; answers its ARN."""
    kms = lab.client("kms")
    arn = kms.create_key(**options)["KeyMetadata"]["Arn"]
    kms.create_alias(AliasName=alias, TargetKeyId=arn)
    return arn


def lose(lab, key):
    """Has a key deleted, and lets its window pass."""
    lab.client("kms").schedule_key_deletion(KeyId=key, PendingWindowInDays=7)
    lab.advance("8d")


def new_bucket(lab, name="our-photos", key=None):
    """A bucket, encrypted with the key by default if there is one; answers its name."""
    s3 = lab.client("s3")
    s3.create_bucket(Bucket=name)
    if key:
        rule = {"SSEAlgorithm": "aws:kms", "KMSMasterKeyID": key}
        s3.put_bucket_encryption(Bucket=name, ServerSideEncryptionConfiguration={
            "Rules": [{"ApplyServerSideEncryptionByDefault": rule, "BucketKeyEnabled": True}]})
    return name


def allow_customer_keys(lab, name="our-photos"):
    """Lets keys in that S3 does not keep, which a new bucket blocks."""
    rule = {"ApplyServerSideEncryptionByDefault": {"SSEAlgorithm": "AES256"},
            "BlockedEncryptionTypes": {"EncryptionType": ["NONE"]}}
    lab.client("s3").put_bucket_encryption(
        Bucket=name, ServerSideEncryptionConfiguration={"Rules": [rule]})


def wrapped(lab, public_key, material):
    """Key material as ImportKeyMaterial takes it, by the command of the lab."""
    lines = [
        f"echo {base64.b64encode(part).decode()} | base64 -d > {name}.bin"
        for name, part in (("public", public_key), ("material", material))]
    return base64.b64decode(lab.line(
        "\n".join([*lines, "wrap-for-import material.bin public.bin | base64"])))


@contextlib.contextmanager
def names_before_localhost():
    """In it every name that ends with localhost is this machine's, as browsers have it."""
    resolve = socket.getaddrinfo

    def resolved(host, *rest, **options):
        here = isinstance(host, str) and host.endswith("localhost")
        return resolve("127.0.0.1" if here else host, *rest, **options)

    with mock.patch("socket.getaddrinfo", resolved):
        yield


def content(size):
    """Bytes that show when a part of them is lost, doubled or out of order."""
    line = b"".join(b"%015d\n" % number for number in range(4096))
    return b"".join(b"%07d\n" % part + line for part in range(size // len(line) + 1))[:size]


@contextlib.contextmanager
def refused(code, text=""):
    """AWS's refusal of this code, in whose message the text stands."""
    with pytest.raises(ClientError) as caught:
        yield caught
    error = caught.value.response["Error"]
    assert error["Code"] == code, error
    assert text in error.get("Message", ""), error


def program(name, package):
    """The path of a client that Debian has; without it the test is skipped, or fails."""
    path = shutil.which(name)
    if path is None:
        missing = f"no {name}: apt-get install {package}"
        (pytest.fail if os.environ.get("KMSLAB_ALL_CLIENTS") == "true" else pytest.skip)(missing)
    return path


def run(*command, **options):
    """Runs a client; answers what it wrote, with its errors where it failed."""
    done = subprocess.run(
        [str(word) for word in command], capture_output=True, text=True, timeout=120, **options)
    assert done.returncode == 0, f"{command} ended with {done.returncode}: {done.stderr[-2000:]}"
    return done.stdout


def fails(*command, **options):
    """Runs a client that must fail; answers what it said."""
    done = subprocess.run(
        [str(word) for word in command], capture_output=True, text=True, timeout=120, **options)
    assert done.returncode != 0, f"{command} did not fail: {done.stdout[-2000:]}"
    return done.stdout + done.stderr


def tree_of_files(folder, name):
    """A film of 20 MiB and 30 texts of such a name, below `from`; answers the folder."""
    (folder / "from/sub dir").mkdir(parents=True)
    (folder / "from/film").write_bytes(content(20 * MIB))
    for number in range(30):
        (folder / "from/sub dir" / name.format(number)).write_text(f"{number}\n")
    return folder
