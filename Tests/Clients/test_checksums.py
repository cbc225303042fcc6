"""Checksums: every algorithm of boto3, right ones and wrong ones."""

import base64
import hashlib

import pytest
from botocore.config import Config

from raw import asked, error, signed, status
from world import MIB, content, new_bucket, refused

ALGORITHMS = ["CRC32", "CRC32C", "CRC64NVME", "SHA1", "SHA256"]
#: Those that CRC cannot combine have a digest of the parts' digests.
COMPOSITE = ["CRC32", "CRC32C", "SHA1", "SHA256"]


@pytest.fixture
def s3(lab):
    new_bucket(lab)
    # boto3 sends again what BadDigest refuses, and waits for seconds in between.
    return lab.client("s3", config=Config(retries={"total_max_attempts": 1}))


@pytest.mark.parametrize("algorithm", ALGORITHMS)
def test_a_checksum_is_kept_and_checked_by_the_client(s3, algorithm):
    at = {"Bucket": "our-photos", "Key": "k"}
    put = s3.put_object(**at, Body=b"123456789", ChecksumAlgorithm=algorithm)
    found = s3.get_object(**at, ChecksumMode="ENABLED")
    assert found[f"Checksum{algorithm}"] == put[f"Checksum{algorithm}"]
    assert found["ChecksumType"] == "FULL_OBJECT"
    assert found["Body"].read() == b"123456789"
    attributes = s3.get_object_attributes(**at, ObjectAttributes=["Checksum"])["Checksum"]
    assert attributes[f"Checksum{algorithm}"] == put[f"Checksum{algorithm}"]


@pytest.mark.parametrize("algorithm, expected", [
    ("CRC32", "y/Q5Jg=="), ("CRC32C", "4waSgw=="), ("CRC64NVME", "rosUhgp5mIg="),
    ("SHA1", base64.b64encode(hashlib.sha1(b"123456789").digest()).decode()),
    ("SHA256", base64.b64encode(hashlib.sha256(b"123456789").digest()).decode()),
])
def test_a_checksum_is_the_one_of_the_standard(s3, algorithm, expected):
    put = s3.put_object(
        Bucket="our-photos", Key="k", Body=b"123456789", ChecksumAlgorithm=algorithm)
    assert put[f"Checksum{algorithm}"] == expected


@pytest.mark.parametrize("algorithm", ALGORITHMS)
def test_a_wrong_checksum_is_refused(s3, algorithm):
    length = {"CRC32": 4, "CRC32C": 4, "CRC64NVME": 8, "SHA1": 20, "SHA256": 32}[algorithm]
    wrong = base64.b64encode(bytes(length)).decode()
    with refused("BadDigest", algorithm):
        s3.put_object(
            Bucket="our-photos", Key="k", Body=b"roses", **{f"Checksum{algorithm}": wrong})
    with refused("404"):
        s3.head_object(Bucket="our-photos", Key="k")


def test_a_checksum_that_is_none_is_refused(s3):
    with refused("InvalidRequest", "Value for x-amz-checksum-crc32 header is invalid."):
        s3.put_object(Bucket="our-photos", Key="k", Body=b"roses", ChecksumCRC32="roses")


def test_a_wrong_md5_is_refused(s3):
    with refused("BadDigest"):
        s3.put_object(
            Bucket="our-photos", Key="k", Body=b"roses",
            ContentMD5=base64.b64encode(bytes(16)).decode())
    with refused("InvalidDigest"):
        s3.put_object(Bucket="our-photos", Key="k", Body=b"roses", ContentMD5="roses")


def test_a_body_that_is_not_the_signed_one_is_refused(lab, s3):
    silent = lab.client("s3", config=Config(request_checksum_calculation="when_required"))
    silent.meta.events.register(
        "before-send.s3.PutObject", lambda request, **_: setattr(request, "body", b"tulip"))
    with refused("XAmzContentSHA256Mismatch"):
        silent.put_object(Bucket="our-photos", Key="k", Body=b"roses")


@pytest.mark.parametrize("algorithm", ALGORITHMS)
def test_a_wrong_checksum_in_the_header_is_refused(s3, algorithm):
    def change(request, **_):
        name = f"x-amz-checksum-{algorithm.lower()}"
        value = request.headers[name]
        del request.headers[name]
        request.headers[name] = ("B" if value[0] == "A" else "A") + value[1:]

    s3.meta.events.register("before-sign.s3.PutObject", change)
    with refused("BadDigest", f"The {algorithm} you specified did not match"):
        s3.put_object(Bucket="our-photos", Key="k", Body=b"roses", ChecksumAlgorithm=algorithm)


@pytest.mark.parametrize("algorithm", COMPOSITE)
def test_parts_have_a_checksum_of_checksums(s3, algorithm):
    whole = upload(s3, algorithm)
    assert whole[f"Checksum{algorithm}"].endswith("-2")
    found = s3.get_object(Bucket="our-photos", Key="film", ChecksumMode="ENABLED")
    assert found["ChecksumType"] == "COMPOSITE"
    assert found["Body"].read() == content(5 * MIB) + b"end"


@pytest.mark.parametrize("algorithm", ["CRC32", "CRC32C", "CRC64NVME"])
def test_parts_can_have_one_checksum_of_the_whole(s3, algorithm):
    whole = upload(s3, algorithm, ChecksumType="FULL_OBJECT")
    once = s3.put_object(
        Bucket="our-photos", Key="once", Body=content(5 * MIB) + b"end",
        ChecksumAlgorithm=algorithm)
    assert whole[f"Checksum{algorithm}"] == once[f"Checksum{algorithm}"]


def upload(s3, algorithm, **terms):
    """Two parts with checksums."""
    at = {"Bucket": "our-photos", "Key": "film"}
    start = s3.create_multipart_upload(**at, ChecksumAlgorithm=algorithm, **terms)
    upload = {**at, "UploadId": start["UploadId"]}
    parts = []
    for number, body in enumerate([content(5 * MIB), b"end"], 1):
        part = s3.upload_part(
            **upload, PartNumber=number, Body=body, ChecksumAlgorithm=algorithm)
        parts.append({
            "PartNumber": number, "ETag": part["ETag"],
            f"Checksum{algorithm}": part[f"Checksum{algorithm}"]})
    return s3.complete_multipart_upload(**upload, MultipartUpload={"Parts": parts}, **terms)


def test_no_checksum_from_a_client_that_sends_none(lab):
    new_bucket(lab)
    silent = lab.client("s3", config=Config(request_checksum_calculation="when_required"))
    put = silent.put_object(Bucket="our-photos", Key="k", Body=b"123456789")
    assert put["ChecksumCRC64NVME"] == "rosUhgp5mIg="


def test_what_would_be_locked_needs_a_checksum(lab):
    silent = lab.client("s3", config=Config(request_checksum_calculation="when_required"))
    silent.create_bucket(Bucket="deeds", ObjectLockEnabledForBucket=True)
    at = {"Bucket": "deeds", "Key": "k"}
    silent.put_object(**at, Body=b"roses")
    needed = "Content-MD5 OR x-amz-checksum- HTTP header is required for Put {} requests"
    with refused("InvalidRequest", needed.format("Object")):
        silent.put_object(**at, Body=b"roses", ObjectLockLegalHoldStatus="ON")
    upload = silent.create_multipart_upload(**at, ObjectLockLegalHoldStatus="ON")["UploadId"]
    part = {**at, "UploadId": upload, "PartNumber": 1}
    with refused("InvalidRequest", needed.format("Part")):
        silent.upload_part(**part, Body=b"roses")
    silent.upload_part(**part, Body=b"roses", ChecksumAlgorithm="SHA256")
    silent.put_object_lock_configuration(Bucket="deeds", ObjectLockConfiguration={
        "ObjectLockEnabled": "Enabled",
        "Rule": {"DefaultRetention": {"Mode": "GOVERNANCE", "Days": 1}}})
    with refused("InvalidRequest", needed.format("Object")):
        silent.put_object(**at, Body=b"roses")
    md5 = base64.b64encode(hashlib.md5(b"roses").digest()).decode()
    silent.put_object(**at, Body=b"roses", ContentMD5=md5)


def test_a_batch_of_deletions_needs_a_checksum(lab):
    new_bucket(lab)
    body = b"<Delete><Object><Key>k</Key></Object></Delete>"
    answer = asked(lab, signed(lab, "POST", "/our-photos?delete", body))
    assert status(answer) == 400 and error(answer) == "InvalidRequest"
    assert b"Missing required header for this request: Content-MD5 OR x-amz-checksum-*" in answer
    md5 = base64.b64encode(hashlib.md5(body).digest()).decode()
    told = signed(lab, "POST", "/our-photos?delete", body, headers={"Content-MD5": md5})
    assert status(asked(lab, told)) == 200
