"""obstore: the S3 of Rust (object_store), which Delta Lake, Lance, Polars and their kin use."""

import base64
import datetime
import urllib.error
import urllib.request

import pytest

from world import MIB, allow_customer_keys, content, lose, new_bucket, new_key

KEY = base64.b64encode(b"k" * 32).decode()


@pytest.fixture
def store(lab):
    """Opens the bucket with these settings of its own."""
    from obstore.store import S3Store

    def opened(bucket="our-photos", **settings):
        return S3Store(
            bucket, config={
                "endpoint": lab.url, "region": "us-east-1",
                "access_key_id": lab.environment["AWS_ACCESS_KEY_ID"],
                "secret_access_key": lab.environment["AWS_SECRET_ACCESS_KEY"], **settings},
            client_options={"allow_http": True}, retry_config={"max_retries": 0})

    return opened


@pytest.mark.parametrize("algorithm", ["aws:kms", "aws:kms:dsse"])
def test_what_is_written_parted_and_copied_is_under_the_key(lab, store, algorithm):
    import obstore
    key = new_key(lab)
    new_bucket(lab)
    photos = store(aws_server_side_encryption=algorithm, aws_sse_kms_key_id=key)
    obstore.put(photos, "a", b"roses")
    obstore.put(photos, "film", content(12 * MIB), chunk_size=5 * MIB)
    # A copy is a PUT without any content, and announces none.
    obstore.copy(photos, "a", "a copy")
    obstore.rename(photos, "a", "b")
    assert bytes(obstore.get(photos, "b").bytes()) == b"roses"
    assert bytes(obstore.get_range(photos, "film", start=7 * MIB, length=100)) == content(
        12 * MIB)[7 * MIB:][:100]
    assert [found["path"] for found in obstore.list(photos).collect()] == ["a copy", "b", "film"]
    s3 = lab.client("s3")
    for name in ["b", "film"]:
        head = s3.head_object(Bucket="our-photos", Key=name)
        assert (head["ServerSideEncryption"], head["SSEKMSKeyId"]) == (algorithm, key), name


def test_writers_who_race_are_told(lab, store):
    import obstore
    new_bucket(lab)
    photos = store()
    first = obstore.put(photos, "a", b"one", mode="create")
    with pytest.raises(obstore.exceptions.AlreadyExistsError):
        obstore.put(photos, "a", b"two", mode="create")
    obstore.put(photos, "a", b"three", mode={"e_tag": first["e_tag"]})
    with pytest.raises(obstore.exceptions.PreconditionError):
        obstore.put(photos, "a", b"four", mode={"e_tag": first["e_tag"]})
    assert bytes(obstore.get(photos, "a").bytes()) == b"three"


def test_customer_keys_open_what_they_wrote(lab, store):
    import obstore
    new_bucket(lab)
    allow_customer_keys(lab)
    photos = store(aws_server_side_encryption="sse-c", aws_sse_customer_key_base64=KEY)
    obstore.put(photos, "a", b"roses")
    obstore.put(photos, "film", content(12 * MIB), chunk_size=5 * MIB)
    assert obstore.head(photos, "a")["size"] == 5
    assert bytes(obstore.get(photos, "film").bytes()) == content(12 * MIB)
    obstore.copy(photos, "a", "b")
    assert bytes(obstore.get(photos, "b").bytes()) == b"roses"
    with pytest.raises(obstore.exceptions.GenericError, match="400 Bad Request"):
        obstore.get(store(), "a")


def test_links_open_until_they_end(lab, store):
    import obstore
    new_bucket(lab)
    obstore.put(store(), "a", b"roses")
    link = obstore.sign(store(), "GET", "a", datetime.timedelta(seconds=60))
    assert urllib.request.urlopen(link).read() == b"roses"
    lab.advance("2m")
    with pytest.raises(urllib.error.HTTPError, match="403"):
        urllib.request.urlopen(link)


def test_a_lost_key_is_an_error(lab, store):
    import obstore
    key = new_key(lab)
    new_bucket(lab, key=key)
    obstore.put(store(), "a", b"roses")
    lose(lab, key)
    with pytest.raises(obstore.exceptions.PermissionDeniedError, match="kms:Decrypt"):
        obstore.get(store(), "a")
