"""Apache Arrow's files on S3, by AWS's SDK for C++: what pandas and Parquet read and write with."""

import pytest

from world import MIB, content, lose, new_bucket, new_key


@pytest.fixture
def files(lab):
    from pyarrow import fs
    return fs.S3FileSystem(
        access_key=lab.environment["AWS_ACCESS_KEY_ID"],
        secret_key=lab.environment["AWS_SECRET_ACCESS_KEY"], region="us-east-1", scheme="http",
        endpoint_override=lab.url.removeprefix("http://"), allow_bucket_creation=True,
        retry_strategy=fs.AwsStandardS3RetryStrategy(max_attempts=1))


def write(files, path, bytes):
    with files.open_output_stream(path) as stream:
        stream.write(bytes)


def test_files_are_written_read_moved_and_removed_under_a_kms_key(lab, files):
    from pyarrow import fs
    key = new_key(lab)
    new_bucket(lab, key=key)
    write(files, "our-photos/rösé/film", content(12 * MIB))
    write(files, "our-photos/empty", b"")
    with files.open_input_file("our-photos/rösé/film") as film:
        assert film.read_at(100, 7 * MIB) == content(12 * MIB)[7 * MIB:][:100]
    files.move("our-photos/rösé/film", "our-photos/moved")
    assert files.open_input_stream("our-photos/moved").read() == content(12 * MIB)
    head = lab.client("s3").head_object(Bucket="our-photos", Key="moved")
    assert head["SSEKMSKeyId"] == key
    files.create_dir("our-photos/a/b")
    found = files.get_file_info(fs.FileSelector("our-photos", recursive=True))
    assert {info.path: info.type for info in found if "rösé" not in info.path} == {
        "our-photos/a": fs.FileType.Directory, "our-photos/a/b": fs.FileType.Directory,
        "our-photos/empty": fs.FileType.File, "our-photos/moved": fs.FileType.File}
    files.delete_dir("our-photos/a")
    files.create_dir("another-bucket")
    assert files.get_file_info("another-bucket").type == fs.FileType.Directory


def test_a_table_lives_through_a_rotation(lab, files):
    import pyarrow
    from pyarrow import parquet
    key = new_key(lab)
    new_bucket(lab, key=key)
    lab.client("kms").enable_key_rotation(KeyId=key)
    table = pyarrow.table({"rose": list(range(1000))})
    parquet.write_table(table, "our-photos/before.parquet", filesystem=files)
    lab.advance("366d")
    parquet.write_table(table, "our-photos/after.parquet", filesystem=files)
    for name in ["before", "after"]:
        assert parquet.read_table(f"our-photos/{name}.parquet", filesystem=files) == table


def test_a_lost_key_is_an_error(lab, files):
    key = new_key(lab)
    new_bucket(lab, key=key)
    # Arrow often loses the text: findings/a-read-hides-why-it-failed.sh.
    write(files, "our-photos/k", b"roses" * 1000)
    lose(lab, key)
    with pytest.raises(OSError, match="ACCESS_DENIED"):
        files.open_input_stream("our-photos/k").read()
