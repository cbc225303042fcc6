"""s3fs, the S3 of fsspec: what pandas, dask and their kin read and write with."""

import pytest

from world import MIB, content, lose, new_bucket, new_key


@pytest.fixture
def files(lab):
    import s3fs
    return s3fs.S3FileSystem(
        key=lab.environment["AWS_ACCESS_KEY_ID"],
        secret=lab.environment["AWS_SECRET_ACCESS_KEY"],
        client_kwargs={"endpoint_url": lab.url, "region_name": "us-east-1"},
        skip_instance_cache=True, use_listings_cache=False)


def test_files_are_written_and_read_under_a_kms_key(lab, files):
    key = new_key(lab)
    new_bucket(lab, key=key)
    with files.open("our-photos/a b+ü/film", "wb", block_size=5 * MIB) as film:
        film.write(content(20 * MIB))
    with files.open("our-photos/a b+ü/film", "rb") as film:
        film.seek(7 * MIB)
        assert film.read(100) == content(20 * MIB)[7 * MIB:][:100]
    assert files.cat("our-photos/a b+ü/film") == content(20 * MIB)
    assert files.info("our-photos/a b+ü/film")["size"] == 20 * MIB
    assert lab.client("s3").head_object(Bucket="our-photos", Key="a b+ü/film")["SSEKMSKeyId"] == key


def test_folders_are_walked_copied_and_removed(lab, files):
    new_bucket(lab)
    files.pipe({f"our-photos/tree/{number:02}/x y": b"x" * number for number in range(25)})
    assert len(files.find("our-photos/tree")) == 25
    assert files.ls("our-photos/tree")[0] == "our-photos/tree/00"
    assert files.du("our-photos/tree") == sum(range(25))
    assert files.glob("our-photos/tree/1*/x y") == [
        f"our-photos/tree/{number}/x y" for number in range(10, 20)]
    files.copy("our-photos/tree", "our-photos/copy", recursive=True)
    files.mv("our-photos/copy/24/x y", "our-photos/moved")
    assert files.exists("our-photos/moved") and not files.exists("our-photos/copy/24/x y")
    files.rm("our-photos/tree", recursive=True)
    assert files.find("our-photos/tree") == []


def test_a_lost_key_is_an_error(lab, files):
    key = new_key(lab)
    new_bucket(lab, key=key)
    files.pipe("our-photos/k", b"roses")
    lose(lab, key)
    assert files.ls("our-photos") == ["our-photos/k"]
    with pytest.raises(OSError):
        files.cat("our-photos/k")
