"""Objects through boto3: large ones, parts of them, conditions, names, versions, locks."""

import datetime
import io

import pytest
from boto3.s3.transfer import TransferConfig
from botocore.config import Config

from raw import put_empty
from world import (
    MIB, allow_customer_keys, content, names_before_localhost, new_bucket, new_key, refused)

#: Keys that a server is tempted to tidy up.
ODD_KEYS = [
    "a b", "a+b", "a%20b", "a%2Fb", "100%", "a//b", "/lead", "//lead", "trail/", "a/./b", "a/../b",
    "..", ".", "../../etc/passwd", "grüße/日本語/🔑", "e\u0301", "a&b=c?d#e", "a;b,c:d@e$f!",
    "quote\"'`", "<xml>&amp;", "back\\slash", "tab\tin", "new\nline", "~tilde_-.", "*(round)[square]{curly}|^",
    "\u00a0", "x" * 1024,
]


@pytest.fixture
def s3(lab):
    new_bucket(lab, key=new_key(lab))
    return lab.client("s3")


def test_20_mib_go_up_and_come_down_under_a_kms_key(s3, tmp_path):
    source, target = tmp_path / "source", tmp_path / "target"
    source.write_bytes(content(20 * MIB))
    s3.upload_file(str(source), "our-photos", "film", ExtraArgs={
        "ServerSideEncryption": "aws:kms", "SSEKMSKeyId": "alias/lab-key"})
    s3.download_file("our-photos", "film", str(target))
    assert target.read_bytes() == source.read_bytes()
    head = s3.head_object(Bucket="our-photos", Key="film")
    assert head["ServerSideEncryption"] == "aws:kms" and head["ETag"].endswith('-3"')
    assert s3.head_object(Bucket="our-photos", Key="film", PartNumber=1)["PartsCount"] == 3


def test_20_mib_go_up_in_one_piece(s3):
    config = TransferConfig(multipart_threshold=64 * MIB)
    s3.upload_fileobj(io.BytesIO(content(20 * MIB)), "our-photos", "film", Config=config)
    assert s3.get_object(Bucket="our-photos", Key="film")["Body"].read() == content(20 * MIB)


def test_20_mib_are_copied_in_parts(s3):
    s3.put_object(Bucket="our-photos", Key="film", Body=content(20 * MIB))
    s3.copy({"Bucket": "our-photos", "Key": "film"}, "our-photos", "copy")
    assert s3.get_object(Bucket="our-photos", Key="copy")["Body"].read() == content(20 * MIB)


def test_an_upload_is_resumed_with_the_parts_that_are_there(s3):
    at = {"Bucket": "our-photos", "Key": "film"}
    upload = {**at, "UploadId": s3.create_multipart_upload(**at)["UploadId"]}
    s3.upload_part(**upload, PartNumber=2, Body=b"end")
    there = {part["PartNumber"] for part in s3.list_parts(**upload)["Parts"]}
    assert there == {2}
    s3.upload_part(**upload, PartNumber=1, Body=content(5 * MIB))
    parts = [{name: part[name] for name in ("PartNumber", "ETag")}
             for part in s3.list_parts(**upload)["Parts"]]
    s3.complete_multipart_upload(**upload, MultipartUpload={"Parts": parts})
    assert s3.get_object(**at)["Body"].read() == content(5 * MIB) + b"end"


def test_an_empty_object_is_one(s3):
    s3.put_object(Bucket="our-photos", Key="empty", Body=b"")
    found = s3.get_object(Bucket="our-photos", Key="empty")
    assert found["Body"].read() == b"" and found["ContentLength"] == 0


@pytest.mark.parametrize("asked, told, answer", [
    ("bytes=0-0", "bytes 0-0/10", b"0"),
    ("bytes=2-4", "bytes 2-4/10", b"234"),
    ("bytes=7-", "bytes 7-9/10", b"789"),
    ("bytes=-3", "bytes 7-9/10", b"789"),
    ("bytes=8-100", "bytes 8-9/10", b"89"),
    ("bytes=-100", "bytes 0-9/10", b"0123456789"),
])
def test_a_range_is_that_part(s3, asked, told, answer):
    s3.put_object(Bucket="our-photos", Key="k", Body=b"0123456789")
    found = s3.get_object(Bucket="our-photos", Key="k", Range=asked)
    assert (found["ContentRange"], found["Body"].read()) == (told, answer)
    assert found["ResponseMetadata"]["HTTPStatusCode"] == 206


@pytest.mark.parametrize("asked", ["bytes=4-2", "lines=1-2", "bytes=a-b", "bytes=0-1,3-4"])
def test_a_range_that_says_nothing_is_left_alone(s3, asked):
    s3.put_object(Bucket="our-photos", Key="k", Body=b"0123456789")
    found = s3.get_object(Bucket="our-photos", Key="k", Range=asked)
    assert found["ResponseMetadata"]["HTTPStatusCode"] == 200
    assert found["Body"].read() == b"0123456789"


def test_a_range_behind_the_end_is_refused(s3):
    s3.put_object(Bucket="our-photos", Key="k", Body=b"0123456789")
    with refused("InvalidRange"):
        s3.get_object(Bucket="our-photos", Key="k", Range="bytes=10-")


def test_conditions_are_kept(s3):
    at = {"Bucket": "our-photos", "Key": "k"}
    etag = s3.put_object(**at, Body=b"one", IfNoneMatch="*")["ETag"]
    with refused("PreconditionFailed"):
        s3.put_object(**at, Body=b"two", IfNoneMatch="*")
    with refused("PreconditionFailed"):
        s3.put_object(**at, Body=b"two", IfMatch='"0"')
    with refused("PreconditionFailed"):
        s3.get_object(**at, IfMatch='"0"')
    with refused("304"):
        s3.get_object(**at, IfNoneMatch=etag)
    future = datetime.datetime(2100, 1, 1)
    with refused("PreconditionFailed"):
        s3.get_object(**at, IfUnmodifiedSince=datetime.datetime(2000, 1, 1))
    assert s3.get_object(**at, IfUnmodifiedSince=future)["Body"].read() == b"one"
    s3.put_object(**at, Body=b"two", IfMatch=etag)
    assert s3.get_object(**at)["Body"].read() == b"two"


def test_headers_come_back_as_they_went(s3):
    at = {"Bucket": "our-photos", "Key": "k"}
    sent = {
        "CacheControl": "no-cache", "ContentDisposition": 'attachment; filename="a b.txt"',
        "ContentEncoding": "gzip", "ContentLanguage": "de", "ContentType": "text/plain; charset=x",
        "WebsiteRedirectLocation": "/other", "Metadata": {"a": "b", "with-dash": "a  b", "e": ""}}
    s3.put_object(**at, Body=b"x", **sent)
    found = s3.get_object(**at)
    assert {name: found[name] for name in sent} == sent
    asked = s3.get_object(**at, ResponseContentType="image/png", ResponseCacheControl="private")
    assert (asked["ContentType"], asked["CacheControl"]) == ("image/png", "private")


@pytest.mark.parametrize("key", ODD_KEYS)
def test_a_key_is_never_tidied_up(s3, key):
    at = {"Bucket": "our-photos", "Key": key}
    s3.put_object(**at, Body=key.encode())
    assert s3.get_object(**at)["Body"].read() == key.encode()
    assert [entry["Key"] for entry in s3.list_objects_v2(Bucket="our-photos")["Contents"]] == [key]
    found = s3.list_objects(Bucket="our-photos", Prefix=key)["Contents"]
    assert [entry["Key"] for entry in found] == [key]
    s3.copy_object(Bucket="our-photos", Key="copy", CopySource=at)
    s3.delete_objects(Bucket="our-photos", Delete={"Objects": [{"Key": key}]})
    with refused("NoSuchKey"):
        s3.get_object(**at)


def test_a_key_of_1025_bytes_is_too_long(s3):
    with refused("KeyTooLongError"):
        s3.put_object(Bucket="our-photos", Key="x" * 1025, Body=b"")


def test_2500_keys_are_listed_by_every_paginator(lab, s3):
    kinds = ["a b/{}", "a+b/{}", "grüße/{}", "100%/{}", "a//{}"]
    keys = [kind.format(number) for kind in kinds for number in range(500)]
    for key in keys[::500]:
        s3.put_object(Bucket="our-photos", Key=key, Body=b"")
    put_empty(lab, "our-photos", [key for number, key in enumerate(keys) if number % 500])
    keys.sort(key=lambda key: key.encode())
    for name in ("list_objects", "list_objects_v2"):
        pages = list(s3.get_paginator(name).paginate(Bucket="our-photos"))
        assert [entry["Key"] for page in pages for entry in page["Contents"]] == keys
        assert [len(page["Contents"]) for page in pages] == [1000, 1000, 500]
    pages = s3.get_paginator("list_object_versions").paginate(Bucket="our-photos")
    assert [entry["Key"] for page in pages for entry in page["Versions"]] == keys
    pages = s3.get_paginator("list_objects_v2").paginate(
        Bucket="our-photos", Delimiter="/", PaginationConfig={"PageSize": 2})
    prefixes = [entry["Prefix"] for page in pages for entry in page.get("CommonPrefixes", [])]
    assert prefixes == ["100%/", "a b/", "a+b/", "a/", "grüße/"]
    pages = s3.get_paginator("list_objects_v2").paginate(
        Bucket="our-photos", Prefix="a+b/", StartAfter="a+b/42", PaginationConfig={"PageSize": 7})
    found = [entry["Key"] for page in pages for entry in page["Contents"]]
    assert found == [key for key in keys if key.startswith("a+b/") and key > "a+b/42"]


def test_versions_and_delete_markers(lab, s3):
    at = {"Bucket": "our-photos", "Key": "k"}
    s3.put_object(**at, Body=b"of before")
    s3.put_bucket_versioning(Bucket="our-photos", VersioningConfiguration={"Status": "Enabled"})
    first = s3.put_object(**at, Body=b"first")["VersionId"]
    lab.advance("1d")
    marker = s3.delete_object(**at)
    assert marker["DeleteMarker"] is True
    with refused("NoSuchKey") as caught:
        s3.get_object(**at)
    headers = caught.value.response["ResponseMetadata"]["HTTPHeaders"]
    assert headers["x-amz-delete-marker"] == "true"
    with refused("MethodNotAllowed"):
        s3.get_object(**at, VersionId=marker["VersionId"])
    assert s3.get_object(**at, VersionId=first)["Body"].read() == b"first"
    assert s3.get_object(**at, VersionId="null")["Body"].read() == b"of before"
    s3.delete_object(**at, VersionId=marker["VersionId"])
    assert s3.get_object(**at)["Body"].read() == b"first"


def test_a_lifecycle_deletes_when_the_clock_gets_there(lab, s3):
    s3.put_bucket_lifecycle_configuration(Bucket="our-photos", LifecycleConfiguration={"Rules": [{
        "ID": "old", "Status": "Enabled", "Filter": {"And": {"Prefix": "log/", "Tags": [
            {"Key": "keep", "Value": "short"}]}}, "Expiration": {"Days": 7}}]})
    s3.put_object(Bucket="our-photos", Key="log/1", Body=b"", Tagging="keep=short")
    s3.put_object(Bucket="our-photos", Key="log/2", Body=b"", Tagging="keep=long")
    assert 'rule-id="old"' in s3.head_object(Bucket="our-photos", Key="log/1")["Expiration"]
    lab.advance("9d")
    keys = [entry["Key"] for entry in s3.list_objects_v2(Bucket="our-photos")["Contents"]]
    assert keys == ["log/2"]


def test_a_locked_version_stays_until_its_day(lab):
    s3 = lab.client("s3")
    s3.create_bucket(Bucket="deeds", ObjectLockEnabledForBucket=True)
    now = s3.put_object(Bucket="deeds", Key="x", Body=b"")["ResponseMetadata"]["HTTPHeaders"]
    today = datetime.datetime.fromisoformat(now["x-kmslab-now"].replace("Z", "+00:00"))
    at = {"Bucket": "deeds", "Key": "k"}
    version = s3.put_object(
        **at, Body=b"signed", ObjectLockMode="COMPLIANCE",
        ObjectLockRetainUntilDate=today + datetime.timedelta(days=30))["VersionId"]
    with refused("AccessDenied"):
        s3.delete_object(**at, VersionId=version, BypassGovernanceRetention=True)
    lab.advance("31d")
    s3.delete_object(**at, VersionId=version)


def test_tags_travel_in_headers_and_bodies(s3):
    at = {"Bucket": "our-photos", "Key": "k"}
    s3.put_object(**at, Body=b"", Tagging="a%20b=c%2Bd&gr%C3%BC%C3%9Fe=")
    assert s3.get_object_tagging(**at)["TagSet"] == [
        {"Key": "a b", "Value": "c+d"}, {"Key": "grüße", "Value": ""}]
    assert s3.get_object(**at)["TagCount"] == 2
    with refused("InvalidTag"):
        s3.put_object_tagging(**at, Tagging={"TagSet": [
            {"Key": "a", "Value": "1"}, {"Key": "a", "Value": "2"}]})


def test_a_customers_own_key_is_needed_again(lab, s3):
    at = {"Bucket": "our-photos", "Key": "k"}
    allow_customer_keys(lab)
    own = {"SSECustomerAlgorithm": "AES256", "SSECustomerKey": bytes(range(32))}
    s3.put_object(**at, Body=b"mine", **own)
    assert s3.get_object(**at, **own)["Body"].read() == b"mine"
    with refused("InvalidRequest", "stored using a form of Server Side Encryption"):
        s3.get_object(**at)
    with refused("AccessDenied"):
        s3.get_object(**at, **{**own, "SSECustomerKey": bytes(32)})


def test_a_bucket_of_another_region_is_found_by_the_client(lab):
    lab.client("s3", region_name="eu-west-1").create_bucket(
        Bucket="far", CreateBucketConfiguration={"LocationConstraint": "eu-west-1"})
    here = lab.client("s3", config=Config(retries={"total_max_attempts": 1}))
    assert here.head_bucket(Bucket="far")["BucketRegion"] == "eu-west-1"
    here.put_object(Bucket="far", Key="k", Body=b"x")
    assert here.get_object(Bucket="far", Key="k")["Body"].read() == b"x"


def test_a_bucket_in_the_name_of_the_host(lab, s3):
    host = lab.url.replace("127.0.0.1", "localhost")
    virtual = lab.client(
        "s3", endpoint_url=host, config=Config(s3={"addressing_style": "virtual"}))
    with names_before_localhost():
        virtual.put_object(Bucket="our-photos", Key="a b", Body=b"x")
    assert s3.get_object(Bucket="our-photos", Key="a b")["Body"].read() == b"x"


def test_waiters_see_what_is_there(s3):
    s3.put_object(Bucket="our-photos", Key="k", Body=b"")
    s3.get_waiter("bucket_exists").wait(Bucket="our-photos")
    s3.get_waiter("object_exists").wait(Bucket="our-photos", Key="k")
    s3.get_waiter("object_not_exists").wait(Bucket="our-photos", Key="other")


def test_a_reader_and_a_part_ask_for_no_encryption(lab):
    s3 = lab.client("s3")
    new_bucket(lab)
    at = {"Bucket": "our-photos", "Key": "k"}
    s3.put_object(**at, Body=b"roses")
    part = {**at, "UploadId": s3.create_multipart_upload(**at)["UploadId"], "PartNumber": 1}

    def ask(request, **_):
        request.headers["x-amz-server-side-encryption"] = "AES256"

    for name in ["GetObject", "UploadPart"]:
        s3.meta.events.register(f"before-sign.s3.{name}", ask)
    for call in [lambda: s3.get_object(**at), lambda: s3.upload_part(**part, Body=b"roses")]:
        with refused("InvalidArgument", "header is not supported for this operation.") as caught:
            call()
        told = caught.value.response["Error"]
        assert told["ArgumentName"] == "x-amz-server-side-encryption"


def test_a_completion_without_a_list_has_no_document(lab):
    s3 = lab.client("s3")
    new_bucket(lab)
    at = {"Bucket": "our-photos", "Key": "k"}
    upload = {**at, "UploadId": s3.create_multipart_upload(**at)["UploadId"]}
    with refused("MalformedXML"):
        s3.complete_multipart_upload(**upload)
    with refused("InvalidRequest", "You must specify at least one part"):
        s3.complete_multipart_upload(**upload, MultipartUpload={"Parts": []})


def test_what_s3_does_not_take_of_deletions_and_buckets_is_named(lab):
    s3 = lab.client("s3")
    new_bucket(lab)
    with refused("NotImplemented", "A header you provided implies functionality") as caught:
        s3.delete_object(Bucket="our-photos", Key="k", IfMatchSize=5)
    assert caught.value.response["Error"]["Header"] == "x-amz-if-match-size"
    with refused("InvalidArgument", "Invalid x-amz-object-ownership header: Random") as caught:
        s3.create_bucket(Bucket="our-letters", ObjectOwnership="Random")
    assert caught.value.response["Error"]["ArgumentName"] == "x-amz-object-ownership"
