"""Presigned links of both signature versions, and forms, opened as a browser would."""

import urllib.error
import urllib.parse
import urllib.request
import uuid

import pytest
from botocore.config import Config

from world import new_bucket, new_key


@pytest.fixture(params=["s3", "s3v4"])
def signer(request, lab):
    """A client that signs links by version 2, as boto3 does by itself, or by version 4."""
    new_bucket(lab)
    lab.client("s3").put_object(Bucket="our-photos", Key="a b+c/ü.txt", Body=b"roses")
    return lab.client("s3", config=Config(signature_version=request.param))


@pytest.fixture
def signer_4(lab):
    new_bucket(lab, key=new_key(lab))
    return lab.client("s3", config=Config(signature_version="s3v4"))


def answer(link, method="GET", body=None, **headers):
    """The answer's status, headers and text."""
    headers = {name.replace("_", "-"): value for name, value in headers.items()}
    request = urllib.request.Request(link, body, headers, method=method)
    try:
        with urllib.request.urlopen(request, timeout=30) as told:
            return told.status, told.headers, told.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.headers, error.read().decode()


def opened(link, method="GET", body=None, **headers):
    """The answer's status and text."""
    status, _, text = answer(link, method, body, **headers)
    return status, text


def link_to(signer, operation="get_object", seconds=3600, **terms):
    return signer.generate_presigned_url(
        operation, {"Bucket": "our-photos", "Key": "a b+c/ü.txt", **terms}, ExpiresIn=seconds)


def test_a_link_opens(signer):
    assert opened(link_to(signer)) == (200, "roses")


def test_a_link_dies_when_the_clock_gets_there(lab, signer):
    link = link_to(signer)
    lab.advance("59m")
    assert opened(link) == (200, "roses")
    lab.advance("2m")
    status, text = opened(link)
    assert status == 403 and "<Code>AccessDenied</Code>" in text
    assert "<Message>Request has expired</Message>" in text


def test_a_link_of_after_the_clock_moved_opens(lab, signer):
    lab.advance("400d")
    assert opened(link_to(signer)) == (200, "roses")


def test_a_link_is_for_its_key(signer):
    status, text = opened(link_to(signer).replace("a%20b", "a%20c"))
    assert status == 403 and "<Code>SignatureDoesNotMatch</Code>" in text


def test_each_changed_byte_of_a_signature_is_refused(signer):
    link = link_to(signer)
    start = link.index("Signature=") + len("Signature=")
    end = link.index("&", start) if "&" in link[start:] else len(link)
    signature = urllib.parse.unquote(link[start:end])
    for place, character in enumerate(signature):
        if character == "=" or place == len(signature.rstrip("=")) - 1:
            continue  # base64's last character has bits that say nothing
        other = "b" if character == "a" else "a"
        changed = signature[:place] + other + signature[place + 1:]
        status, text = opened(link[:start] + urllib.parse.quote(changed, safe="") + link[end:])
        assert status == 403 and "<Code>SignatureDoesNotMatch</Code>" in text, changed


def test_a_link_cannot_be_made_longer(signer):
    link = link_to(signer, seconds=60)
    query = dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(link).query))
    name = next(name for name in query if name.endswith("Expires"))
    longer = link.replace(f"{name}={query[name]}", f"{name}={int(query[name]) + 60}")
    assert "<Code>SignatureDoesNotMatch</Code>" in opened(longer)[1]


def test_a_link_puts_and_deletes(lab, signer):
    assert opened(link_to(signer, "put_object"), "PUT", b"tulips", Content_Type="")[0] == 200
    assert opened(link_to(signer))[1] == "tulips"
    assert opened(link_to(signer, "head_object"), "HEAD") == (200, "")
    assert opened(link_to(signer, "delete_object"), "DELETE")[0] == 204
    assert opened(link_to(signer))[0] == 404


def test_a_link_says_how_the_answer_is_named(signer):
    with urllib.request.urlopen(link_to(signer, ResponseContentType="text/html")) as answer:
        assert answer.headers["Content-Type"] == "text/html"
    link = link_to(signer, ResponseContentDisposition='attachment; filename="\u65e5.txt"')
    status, text = opened(link)
    assert status == 400 and "Header value cannot be represented using ISO-8859-1." in text


def test_a_link_for_a_get_does_not_put(signer):
    assert "<Code>SignatureDoesNotMatch</Code>" in opened(link_to(signer), "PUT", b"x")[1]


def test_a_link_of_version_2_opens_no_object_under_a_kms_key(lab):
    new_bucket(lab, key=new_key(lab))
    lab.client("s3").put_object(Bucket="our-photos", Key="k", Body=b"roses")
    signer = lab.client("s3", config=Config(signature_version="s3"))
    link = signer.generate_presigned_url("get_object", {"Bucket": "our-photos", "Key": "k"})
    status, text = opened(link)
    assert status == 400 and "<Code>InvalidArgument</Code>" in text
    assert "AWS Signature Version 4" in text


def test_a_link_of_version_4_puts_under_a_kms_key(lab, signer_4):
    link = signer_4.generate_presigned_url("put_object", {
        "Bucket": "our-photos", "Key": "k", "ServerSideEncryption": "aws:kms",
        "SSEKMSKeyId": "alias/lab-key"})
    told = {"x_amz_server_side_encryption": "aws:kms",
            "x_amz_server_side_encryption_aws_kms_key_id": "alias/lab-key"}
    assert opened(link, "PUT", b"roses", **told)[0] == 200
    status, text = opened(link, "PUT", b"roses")
    assert status == 403
    assert lab.client("s3").get_object(Bucket="our-photos", Key="k")["Body"].read() == b"roses"


def post(form, **fields):
    """Posts a form as a browser does; the answer's status and text."""
    status, _, text = posted(form, **fields)
    return status, text


def posted(form, **fields):
    """Posts a form as a browser does; the whole answer."""
    boundary = uuid.UUID(int=7).hex
    lines = []
    for name, value in {**form["fields"], **fields}.items():
        described = f'form-data; name="{name}"' + ('; filename="f"' if name == "file" else "")
        lines += [f"--{boundary}", f"Content-Disposition: {described}", "", value]
    body = "\r\n".join([*lines, f"--{boundary}--", ""]).encode()
    return answer(
        form["url"], "POST", body, Content_Type=f"multipart/form-data; boundary={boundary}")


def test_a_form_puts_an_object(lab, signer_4):
    form = signer_4.generate_presigned_post(
        "our-photos", "up/${filename}", Fields={"success_action_status": "201"},
        Conditions=[["content-length-range", 1, 10], {"success_action_status": "201"}])
    status, text = post(form, file="roses")
    assert status == 201 and "<Key>up/f</Key>" in text
    assert lab.client("s3").get_object(Bucket="our-photos", Key="up/f")["Body"].read() == b"roses"
    assert "<Code>EntityTooLarge</Code>" in post(form, file="x" * 11)[1]
    assert "<Code>AccessDenied</Code>" in post(form, acl="private", file="roses")[1]


@pytest.mark.parametrize("version", [None, "s3", "s3v4"])
def test_a_form_of_either_version_puts_an_object(lab, version):
    new_bucket(lab)
    signer = lab.client("s3", config=Config(signature_version=version))
    form = signer.generate_presigned_post("our-photos", "up/${filename}")
    assert ("x-amz-signature" in form["fields"]) == (version == "s3v4")
    assert post(form, file="roses")[0] == 204
    assert lab.client("s3").get_object(Bucket="our-photos", Key="up/f")["Body"].read() == b"roses"
    lab.advance("2h")
    status, text = post(form, file="roses")
    assert status == 403 and "Policy expired" in text


def test_a_form_of_version_2_seals_nothing_with_a_kms_key(lab):
    new_bucket(lab, key=new_key(lab))
    form = lab.client("s3").generate_presigned_post("our-photos", "k")
    status, text = post(form, file="roses")
    assert status == 400 and "AWS Signature Version 4" in text


def test_a_form_dies_when_the_clock_gets_there(lab, signer_4):
    form = signer_4.generate_presigned_post("our-photos", "k", ExpiresIn=3600)
    lab.advance("2h")
    status, text = post(form, file="roses")
    assert status == 403 and "Policy expired" in text


def test_a_form_tells_of_the_object_what_a_put_tells(lab, signer_4):
    s3 = lab.client("s3")
    s3.put_bucket_versioning(
        Bucket="our-photos", VersioningConfiguration={"Status": "Enabled"})
    form = signer_4.generate_presigned_post("our-photos", "k")
    status, headers, _ = posted(form, file="roses")
    head = s3.head_object(Bucket="our-photos", Key="k")
    assert status == 204
    assert headers["x-amz-version-id"] == head["VersionId"]
    assert headers["x-amz-server-side-encryption"] == head["ServerSideEncryption"] == "aws:kms"
    assert headers["x-amz-server-side-encryption-aws-kms-key-id"] == head["SSEKMSKeyId"]


def test_a_form_gives_tags(lab, signer_4):
    tags = "<Tagging><TagSet><Tag><Key>team</Key><Value>a b</Value></Tag></TagSet></Tagging>"
    form = signer_4.generate_presigned_post(
        "our-photos", "k", Fields={"tagging": tags}, Conditions=[["starts-with", "$tagging", ""]])
    assert post(form, file="roses")[0] == 204
    told = lab.client("s3").get_object_tagging(Bucket="our-photos", Key="k")["TagSet"]
    assert told == [{"Key": "team", "Value": "a b"}]
    for wrong, code in (("team=a", "MalformedXML"), (tags.replace("team", "aws:x"), "InvalidTag")):
        status, text = post(form, tagging=wrong, file="roses")
        assert status == 400 and f"<Code>{code}</Code>" in text
