"""Writes signatures.json: requests that botocore has signed, one a line, as they leave the client.

Nothing here calls AWS: clients are asked for requests, which are taken from them before they are sent,
and links. The moment is 2026-11-29T06:10:33Z, the keys are those of AWS's documentation.

    python3 signatures.py     with botocore 1.43.11
"""

import base64
import datetime
import io
import json
import pathlib
from unittest import mock
from urllib.parse import urlsplit

import botocore.auth
import botocore.awsrequest
import botocore.config
import botocore.credentials
import botocore.session

NOW = datetime.datetime(2026, 11, 29, 6, 10, 33)
KEY = ("AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY")
TOKEN = "FwoGZXIvYXdzEXAMPLE/+="
HERE = "http://127.0.0.1:4566"
# Never signed, and other ones each time.
OF_THIS_MACHINE = ("user-agent", "amz-sdk-invocation-id", "amz-sdk-request")
IN_HOST = {"addressing_style": "virtual"}
session = botocore.session.Session()
rows = []


def client(service, region="us-east-1", endpoint=HERE, token=None, **config):
    return session.create_client(
        service,
        region_name=region,
        endpoint_url=endpoint,
        aws_access_key_id=KEY[0],
        aws_secret_access_key=KEY[1],
        aws_session_token=token,
        config=botocore.config.Config(**config),
    )


def text(value):
    return value.decode("utf-8") if isinstance(value, bytes) else str(value)


def add(name, service, method, url, headers, body, bucket=None, version=4):
    parts = urlsplit(url)
    path = parts.path or "/"
    headers = [[n.lower(), text(v)] for n, v in headers if n.lower() not in OF_THIS_MACHINE]
    if not any(n == "host" for n, _ in headers):
        headers.append(["host", parts.netloc])
    rows.append({
        "name": name, "service": service, "method": method,
        "target": path + ("?" + parts.query if parts.query else ""), "headers": headers,
        "body": base64.b64encode(body).decode(), "bucket": bucket or "", "version": version,
    })


class Taken(Exception):
    pass


def call(name, client, operation, bucket=None, **members):
    """The request of a call."""
    service = client.meta.service_model.service_name

    def take(request, **_):
        body = request.body or b""
        body = body.read() if hasattr(body, "read") else body
        body = body.encode() if isinstance(body, str) else bytes(body)
        headers = request.headers.items()
        add(name, service, request.method, request.url, headers, body, bucket)
        raise Taken

    client.meta.events.register("before-send", take)
    try:
        getattr(client, operation)(**members)
    except Taken:
        client.meta.events.unregister("before-send", take)


def link(name, client, operation, method="GET", headers=(), body=b"", bucket=None, version=4, **members):
    """A link, and who opens it."""
    service = client.meta.service_model.service_name
    url = client.generate_presigned_url(operation, Params=members, ExpiresIn=3600, HttpMethod=method)
    assert ("X-Amz-Signature" in url) == (version == 4), url
    add(name, service, method, url, headers, body, bucket, version)


def sign(name, signer, method, url, headers, body, service):
    """A request that no client of botocore makes."""
    request = botocore.awsrequest.AWSRequest(method, url, data=body)
    for header, value in headers:
        request.headers.add_header(header, value)
    signer.add_auth(request)
    headers = [(header, text(value).strip()) for header, value in request.headers.items()]
    add(name, service, method, request.url, headers, body)


def headers():
    s3 = client("s3")
    odd = "a b/é+~ (1)=&.txt"
    call("an upload", s3, "put_object", Bucket="b", Key=odd, Body=b"hello", ServerSideEncryption="aws:kms",
         Metadata={"a": "two  blanks", "b": "1"})
    call("an empty upload", s3, "put_object", Bucket="b", Key="k", Body=b"")
    call("a download", s3, "get_object", Bucket="b", Key="//a/../b/./", VersionId="v+/=",
         ResponseContentType="text/plain; a=b", Range="bytes=0-1")
    call("a list", s3, "list_objects_v2", Bucket="b", Prefix="a/b c&=+é", Delimiter="/")
    call("a subresource", s3, "get_bucket_versioning", Bucket="b")
    call("of a session", client("s3", token=TOKEN), "head_object", Bucket="b", Key="k")
    call("in the host", client("s3", "eu-west-1", "https://s3.eu-west-1.amazonaws.com", s3=IN_HOST), "get_object",
         Bucket="b", Key="k", bucket="b")
    call("in unsigned chunks", client("s3", endpoint="https://127.0.0.1:4566"), "put_object", Bucket="b",
         Key="k", Body=io.BytesIO(b"hello"), ContentEncoding="gzip")
    call("S3 Control", client("s3control"), "get_public_access_block", AccountId="111122223333")
    call("KMS", client("kms", "eu-west-1"), "encrypt", KeyId="alias/a", Plaintext=b"hi")
    call("KMS of a session", client("kms", token=TOKEN), "list_keys")
    call("IAM", client("iam"), "list_users", PathPrefix="/a b/")
    call("STS", client("sts", "us-west-2"), "get_caller_identity")
    call("CloudTrail", client("cloudtrail"), "lookup_events")
    credentials = botocore.credentials.Credentials(*KEY)
    sign("headers that come twice, and blanks", botocore.auth.S3SigV4Auth(credentials, "s3", "us-east-1"),
         "GET", HERE + "/b?x=2&x=1&a&b=~%20", [("x-amz-meta-a", " 1   2 "), ("x-amz-meta-a", "3")], b"", "s3")
    sign("a date of HTTP", botocore.auth.S3SigV4Auth(credentials, "s3", "us-east-1"), "GET", HERE + "/b/k",
         [("Date", "now")], b"", "s3")
    sign("a path of another service", botocore.auth.SigV4Auth(credentials, "sts", "us-east-1"), "POST",
         HERE + "/a//b/../c%20d/./e/?z=1&y=%2F", [], b"Action=GetCallerIdentity", "sts")


def links():
    kms = {"ServerSideEncryption": "aws:kms", "SSEKMSKeyId": "alias/x"}
    signed = [("x-amz-server-side-encryption", "aws:kms"),
              ("x-amz-server-side-encryption-aws-kms-key-id", "alias/x")]
    four = client("s3", signature_version="s3v4")
    link("a link", four, "get_object", Bucket="b", Key="a b/é+~.txt")
    link("a link with answers", four, "get_object", Bucket="b", Key="k", VersionId="v",
         ResponseContentDisposition='attachment; filename="a b.txt"')
    link("a link for uploads", four, "put_object", "PUT", [*signed, ("content-type", "text/plain")], b"hi",
         Bucket="b", Key="k", ContentType="text/plain", **kms)
    link("a link for a look", four, "head_object", "HEAD", Bucket="b", Key="k")
    link("a link that deletes", four, "delete_object", "DELETE", Bucket="b", Key="k")
    link("a link of a session", client("s3", token=TOKEN, signature_version="s3v4"), "get_object",
         Bucket="b", Key="k")
    link("a link in the host", client("s3", "eu-central-1", "https://s3.eu-central-1.amazonaws.com",
                                s3=IN_HOST, signature_version="s3v4"), "get_object", Bucket="b", Key="k", bucket="b")
    link("a link of STS", client("sts"), "get_caller_identity")
    link("a link of IAM", client("iam"), "list_users", PathPrefix="/a b/")
    two = client("s3", signature_version="s3")
    link("an old link", two, "get_object", version=2, Bucket="b", Key="a b/é+~.txt")
    link("an old link with answers", two, "get_object", version=2, Bucket="b", Key="k", VersionId="v",
         ResponseContentDisposition='attachment; filename="a b.txt"', PartNumber=1)
    link("an old link to a list", two, "list_objects_v2", version=2, Bucket="b", Prefix="p")
    link("an old link to all buckets", two, "list_buckets", version=2)
    link("an old link to a subresource", two, "get_bucket_policy", version=2, Bucket="b")
    link("an old link for uploads", two, "put_object", "PUT", [("content-type", "text/plain")], b"hi",
         version=2, Bucket="b", Key="k", ContentType="text/plain", Metadata={"a": "1"}, **kms)
    link("an old link whose headers come too", two, "put_object", "PUT",
         [*signed, ("content-type", "text/plain")], b"hi", version=2, Bucket="b", Key="k",
         ContentType="text/plain", **kms)
    link("an old link of a session", client("s3", token=TOKEN, signature_version="s3"), "get_object",
         version=2, Bucket="b", Key="k")
    default = client("s3", endpoint="https://s3.amazonaws.com", s3=IN_HOST)
    link("an old link in the host", default, "get_object", bucket="b", version=2, Bucket="b", Key="k")


seconds = (NOW - datetime.datetime(1970, 1, 1)).total_seconds()
with mock.patch("botocore.auth.get_current_datetime", lambda *a, **k: NOW), mock.patch("time.time", lambda: seconds):
    headers()
    links()
lines = ",\n".join(json.dumps(row) for row in rows)
pathlib.Path(__file__).with_suffix(".json").write_text(f"[\n{lines}\n]\n")
