#!/usr/bin/env bash
# What an S3 encryption client wrote stays readable when s3fs copies or moves it, up to 150 MiB. One
# byte more, and the copy is a ciphertext without its data key; mv deletes the original.
#
# These clients keep the wrapped data key in the metadata of the object. S3's CopyObject, which s3fs
# calls up to that size, takes the metadata along, and would do so up to 5 GB. Above 150 MiB s3fs
# copies by parts, and a multipart upload has the metadata that it was created with: none here.
# cp_file(…, preserve_etag=True) of what was put by parts is a copy by parts at every size, and so
# loses the key of a small object too. MinIO's library does as s3fs above 5 GiB, where it is given
# no directive. Nothing is raised before such an object is read.
#
# Seen with s3fs 2026.9.0 (aiobotocore 3.10.0) and minio 7.2.20. No network but for the packages: S3
# is a few lines of Python here, and its objects have sizes without having contents.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check \
  s3fs==2026.9.0 aiobotocore==3.10.0 minio==7.2.20
AWS_EC2_METADATA_DISABLED=true AWS_CONFIG_FILE=/dev/null AWS_SHARED_CREDENTIALS_FILE=/dev/null \
  "$folder/venv/bin/python" <<'PY'
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, unquote, urlsplit
from xml.etree import ElementTree

import s3fs
from minio import Minio
from minio.commonconfig import CopySource

MIB, PREFIX = 2 ** 20, "x-amz-meta-"
KEYS = {PREFIX + "x-amz-w": "12", PREFIX + "x-amz-3": "d3JhcHBlZA=="}
ETAG, TIME = '"0123456789abcdef0123456789abcdef"', "2026-01-01T00:00:00.000Z"
objects, calls = {}, []


class Store(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def answer(self, element="", status=200, inner="", **headers):
        body = f"<{element}>{inner}</{element}>" if element else ""
        headers = {"Content-Type": "application/xml", "Content-Length": str(len(body))} | headers
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body.encode())

    def asked(self):
        """The path, the query, the body, and the metadata of a request."""
        url = urlsplit(self.path)
        return (
            url.path, parse_qs(url.query, keep_blank_values=True),
            self.rfile.read(int(self.headers.get("Content-Length") or 0)),
            {name.lower(): value for name, value in self.headers.items()
             if name.lower().startswith(PREFIX)})

    def do_HEAD(self):
        path = urlsplit(self.path).path
        if path not in objects:
            return self.answer(status=404)
        size, etag, metadata = objects[path]
        self.answer(**{
            "Content-Length": str(size), "ETag": etag,
            "Last-Modified": "Thu, 01 Jan 2026 00:00:00 GMT"} | metadata)

    def do_GET(self):
        self.answer("ListBucketResult", inner="<IsTruncated>false</IsTruncated>")

    def do_PUT(self):
        path, query, _, metadata = self.asked()
        made = f"<ETag>{ETAG}</ETag><LastModified>{TIME}</LastModified>"
        if "uploadId" in query:
            return self.answer("CopyPartResult", inner=made)
        calls.append("CopyObject")
        source = objects["/" + unquote(self.headers["x-amz-copy-source"]).lstrip("/")]
        replace = self.headers.get("x-amz-metadata-directive") == "REPLACE"
        objects[path] = (*source[:2], metadata if replace else source[2])
        self.answer("CopyObjectResult", inner=made)

    def do_POST(self):
        path, query, body, metadata = self.asked()
        if "delete" in query:
            for key in ElementTree.fromstring(body).iterfind(".//{*}Key"):
                del objects[f"{path.rstrip('/')}/{key.text}"]
            return self.answer("DeleteResult")
        names = "<Bucket>photos</Bucket><Key>copy</Key>"
        if "uploads" in query:
            calls.append("CreateMultipartUpload")
            objects[path] = (0, ETAG, metadata)
            return self.answer(
                "InitiateMultipartUploadResult", inner=names + "<UploadId>u</UploadId>")
        self.answer(
            "CompleteMultipartUploadResult", inner=names + f"<ETag>{ETAG}</ETag>")


server = ThreadingHTTPServer(("127.0.0.1", 0), Store)
threading.Thread(target=server.serve_forever, daemon=True).start()
place = f"127.0.0.1:{server.server_port}"
files = s3fs.S3FileSystem(
    key="a", secret="b", endpoint_url=f"http://{place}", client_kwargs={"region_name": "us-east-1"})
minio = Minio(place, access_key="a", secret_key="b", region="us-east-1", secure=False)
FROM, TO = "photos/roses", "photos/copy"


def etag_kept():
    files.cp_file(FROM, TO, preserve_etag=True)


ways = {
    "s3fs, cp": (lambda: files.cp(FROM, TO), 150 * MIB, ETAG),
    "s3fs, mv": (lambda: files.mv(FROM, TO), 150 * MIB, ETAG),
    "s3fs, preserve_etag, of two parts": (etag_kept, 0, ETAG[:-1] + '-2"'),
    "minio, copy_object": (
        lambda: minio.copy_object("photos", "copy", CopySource("photos", "roses")),
        5120 * MIB, ETAG),
}
for way, (copy, limit, etag) in ways.items():
    for size in (limit, limit + 1) if limit else (16 * MIB,):
        objects.clear()
        calls.clear()
        files.invalidate_cache()
        objects["/" + FROM] = (size, etag, KEYS)
        copy()
        kept, original = objects["/" + TO][2] == KEYS, "/" + FROM in objects
        print(f"{way}, {size} bytes: {calls[0]}, "
              f"{'the data key came along' if kept else 'no data key'}"
              f"{'' if original else ', no original'}")
        assert kept == (size == limit), (way, size)
        assert calls == ["CopyObject" if kept else "CreateMultipartUpload"], calls
        assert original == (way != "s3fs, mv")
PY
