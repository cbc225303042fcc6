#!/usr/bin/env python3
"""Snapbook, the application of the labs photos-build, photos-a-year and photos-the-end.

    photos.py upload garden.ppm ana/garden/1.jpg    as Uploader; tells the version
    photos.py thumbnail ana/garden/1.jpg …          as Thumbnailer
    photos.py share ana/garden/1.jpg --minutes 60   as Viewer; prints a link
    photos.py show ana/garden/1.jpg >garden.ppm     as Viewer; --thumbnail, --version ID

It has bob's access key, and takes on the role that a task is for. $ANA, $TOM and so on hold the
ARNs of the customers' keys. README.md beside it tells how it meets `kmslab serve`.
"""

import argparse
import os
import pathlib
import re
import sys

import boto3
from botocore.client import BaseClient, Config
from botocore.exceptions import BotoCoreError, ClientError

ORIGINALS, THUMBNAILS = "snapbook-originals", "snapbook-thumbs"
#: Version 4, in links too: S3 opens nothing under a key of KMS to an older signature.
CONFIG = Config(signature_version="v4", user_agent_extra="snapbook/1")
#: What helps, by the first of these words that an error has.
ADVICE = {
    "s3:ListBucket": "There is no such photo: who may not list a bucket is not told NoSuchKey.",
    "associated with this ciphertext": "Its key is gone for ever, or lets this role in no more.",
    "KMS.NotFoundException": "The customer's key is gone: nothing is stored under it any more.",
    "KMS.DisabledException": "enable-key brings it back.",
    "pending deletion": "cancel-key-deletion and enable-key bring it back, until that day.",
    "AccessDenied": "A policy says so; `explain` at the prompt tells which.",
    "NoSuchBucket": "The first step of the lab photos-build makes the buckets.",
    "InvalidClientTokenId": "This is no access key of bob's; README.md tells how to give him one.",
    "SignatureDoesNotMatch": "This is not the secret of bob's access key.",
    "Could not connect": "`kmslab serve` is not there; README.md tells how it is started.",
    "Unable to locate credentials": "README.md tells what to export.",
}


class Refusal(Exception):
    """What Snapbook itself says no to."""


def s3_as(role: str) -> BaseClient:
    """S3, as a role of Snapbook sees it."""
    sts = boto3.client("sts", config=CONFIG)
    arn = f"arn:aws:iam::{sts.get_caller_identity()['Account']}:role/{role}"
    session = sts.assume_role(RoleArn=arn, RoleSessionName="photos")["Credentials"]
    return boto3.client(
        "s3", config=CONFIG, aws_access_key_id=session["AccessKeyId"],
        aws_secret_access_key=session["SecretAccessKey"], aws_session_token=session["SessionToken"])


def encryption(photo: str) -> dict[str, str]:
    """The key of a photo's customer, by its ARN: for the buckets' policies an alias is another."""
    name = photo.split("/")[0].upper()
    key = os.environ.get(name, "")
    if not key.startswith("arn:aws:kms:"):
        raise Refusal(f"${name} holds no ARN of a key, and {photo} is to lie under it")
    return {"ServerSideEncryption": "aws:kms", "SSEKMSKeyId": key}


def shrunk(picture: bytes, width: int = 200) -> bytes:
    """A portable pixmap made smaller: every nth pixel of every nth line."""
    header = re.match(rb"P6\s+([1-9]\d*)\s+([1-9]\d*)\s+255\s", picture)
    if not header or len(picture) < header.end() + int(header[1]) * int(header[2]) * 3:
        raise Refusal("not a portable pixmap (P6), as `djpeg garden.jpg >garden.ppm` writes it")
    columns, rows, start = int(header[1]), int(header[2]), header.end()
    step = -(-columns // width)
    pixels = [picture[at:at + 3] for row in range(0, rows, step) for at in range(
        start + row * columns * 3, start + (row + 1) * columns * 3, step * 3)]
    return b"P6 %d %d 255\n" % (-(-columns // step), -(-rows // step)) + b"".join(pixels)


def upload(file: pathlib.Path, photo: str) -> str:
    """Stores an original under its customer's key; tells its version."""
    stored = s3_as("Uploader").put_object(
        Bucket=ORIGINALS, Key=photo, Body=file.read_bytes(), **encryption(photo))
    return f"{photo}  version {stored['VersionId']}"


def thumbnails(photos: list[str]) -> str:
    """Makes thumbnails of originals; with the bucket's key many cost one call of KMS."""
    s3 = s3_as("Thumbnailer")
    for photo in photos:
        try:
            small = shrunk(s3.get_object(Bucket=ORIGINALS, Key=photo)["Body"].read())
        except Refusal as refusal:
            raise Refusal(f"{photo} is {refusal}") from None
        s3.put_object(Bucket=THUMBNAILS, Key=photo, Body=small, **encryption(photo))
    return "\n".join(photos)


def share(photo: str, minutes: int) -> str:
    """A link to an original, for whoever has it; it ends with the session that signs it too."""
    if not 1 <= minutes <= 10_080:
        raise Refusal("S3 signs links for at least a minute and at most a week, 10080")
    return str(s3_as("Viewer").generate_presigned_url(
        "get_object", Params={"Bucket": ORIGINALS, "Key": photo}, ExpiresIn=minutes * 60))


def show(photo: str, version: str | None, is_thumbnail: bool) -> bytes:
    """A photo as it lies there, opened."""
    which = {"Bucket": THUMBNAILS if is_thumbnail else ORIGINALS, "Key": photo}
    if version:
        which["VersionId"] = version
    return bytes(s3_as("Viewer").get_object(**which)["Body"].read())


def arguments(typed: list[str]) -> argparse.Namespace:
    """What is to be done, as it was typed."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    tasks = parser.add_subparsers(dest="task", required=True)
    task = tasks.add_parser("upload", help="stores an original; tells its version")
    task.add_argument("file", type=pathlib.Path)
    task.add_argument("photo", help="CUSTOMER/ALBUM/NAME")
    task = tasks.add_parser("thumbnail", help="makes thumbnails of originals")
    task.add_argument("photos", nargs="+", metavar="photo")
    task = tasks.add_parser("share", help="prints a link to an original")
    task.add_argument("photo")
    task.add_argument("--minutes", type=int, default=60, metavar="N")
    task = tasks.add_parser("show", help="writes an original, or a thumbnail, to the output")
    task.add_argument("photo")
    task.add_argument("--version", metavar="ID")
    task.add_argument("--thumbnail", action="store_true")
    return parser.parse_args(typed)


def main(typed: list[str]) -> None:
    """Does it, or ends with what AWS says and what helps."""
    given = arguments(typed)
    try:
        if given.task == "upload":
            print(upload(given.file, given.photo))
        elif given.task == "thumbnail":
            print(thumbnails(given.photos))
        elif given.task == "share":
            print(share(given.photo, given.minutes))
        else:
            sys.stdout.buffer.write(show(given.photo, given.version, given.thumbnail))
    except (BotoCoreError, ClientError, OSError, Refusal) as error:
        advice = next((ADVICE[words] for words in ADVICE if words in str(error)), "")
        sys.exit(f"photos: {error}\n  {advice}".rstrip())


if __name__ == "__main__":
    main(sys.argv[1:])
