"""Snapbook, the application of scenarios/capstone, in the world of the three labs about it.

Their authors' lines build and operate that world, through the door for lines; what the authors do
as Uploader, Thumbnailer and Viewer the application does. Then the labs' own checks of what lies
where, who opens it and what it cost must hold.
"""

import json
import os
import pathlib
import re
import subprocess
import sys
import urllib.error
import urllib.request

import boto3
import photos
import pytest

from conftest import Lab

LABS = pathlib.Path(photos.__file__).parents[1] / "labs/F-capstone"
#: What the application does for the authors.
ITS_OWN = [f"$ as role/{role}" for role in ("Uploader", "Thumbnailer", "Viewer")]


def picture(columns, rows, red=0):
    """A picture whose pixels tell where they are."""
    pixels = [bytes((red, row, column)) for row in range(rows) for column in range(columns)]
    return b"P6 %d %d 255\n" % (columns, rows) + b"".join(pixels)


#: The photos of the labs; each picture has a red of its own.
FIRST = ["ana/garden/1.jpg", "tom/wedding/1.jpg", "tom/beach/1.jpg"]
FAIR = [f"ana/fair/{number:02}.jpg" for number in range(1, 13)]
PICTURES = {name: picture(250, 3, red) for red, name in enumerate(FIRST + FAIR)}


def steps(name):
    """The steps of a lab: the texts of their blocks, by kind."""
    made = []
    for step in (LABS / f"{name}.lab.md").read_text().split("\n## ")[1:]:
        blocks = re.findall(r"^```(.+)\n((?s:.*?))^```$", step, re.M)
        made.append({kind: [text for other, text in blocks if other == kind] for kind, _ in blocks})
    return made


def opened(link):
    """What a link opens, by its status and content."""
    try:
        with urllib.request.urlopen(link, timeout=30) as answer:
            return answer.status, answer.read()
    except urllib.error.HTTPError as error:
        return error.code, error.read()


def is_lost(snapbook, bucket, name, number=None):
    """Whether bytes lie there and are Viewer's no more, for the reason that the key is gone."""
    said = snapbook.refused("show", *snapbook.named(bucket, name, number))
    return "Its key is gone for ever" in said and snapbook.versions(f"{bucket}/{name}") != []


#: The checks that are of the application's work: their words, and what holds then.
CHECKS = {
    r"every object(?: and version)? under s3://(\S+) is aws:kms under alias/(\w+)":
        lambda snapbook, place, customer: snapbook.keys(place) == {os.environ[customer.upper()]},
    r"object s3://([^/]+)/(\S+) opens for role/Viewer":
        lambda snapbook, bucket, name: snapbook.shows(bucket, name),
    r"version (\d) of s3://([^/]+)/(\S+) opens for role/Viewer":
        lambda snapbook, number, bucket, name: snapbook.shows(bucket, name, number),
    r"key alias/(\w+) has (\d) materials?":
        lambda snapbook, customer, count: snapbook.materials(customer) == int(count),
    r"object s3://(\S+) exists":
        lambda snapbook, place: len(snapbook.versions(place)) == 1,
    r"object s3://(\S+) has (\d) versions":
        lambda snapbook, place, count: len(snapbook.versions(place)) == int(count),
    r"object s3://([^/]+)/(\S+) is lost": is_lost,
    r"version (\d) of s3://([^/]+)/(\S+) is lost":
        lambda snapbook, number, bucket, name: is_lost(snapbook, bucket, name, number),
    r"at most (\d+) calls? of GenerateDataKey(?: since step 1)?":
        lambda snapbook, count: snapbook.data_keys() - snapbook.data_keys_before <= int(count),
    r"audit of (\S+) has no findings":
        lambda snapbook, what: "## Findings: none" in snapbook.lab.line(
            f"audit {what} --output markdown"),
    r"file (certificate.md|preview.txt) holds (.+)":
        lambda snapbook, file, text: text in snapbook.lab.line(f"cat {file}"),
}


class Snapbook:
    """The application, and the world that it runs in."""

    def __init__(self, lab, folder, capture, monkeypatch):
        self.lab, self.folder, self.capture, self.monkeypatch = lab, folder, capture, monkeypatch
        self.s3, self.kms = lab.client("s3", "root"), lab.client("kms")
        #: Which of the labs' checks were held.
        self.checked = []

    def administer(self, *texts):
        """What the authors do beside the application, which is told the customers' keys."""
        for text in texts:
            kept, is_its_own = [], False
            for line in text.splitlines():
                if line.startswith("$ as "):
                    is_its_own = line in ITS_OWN
                if line.startswith(("$ ", "> ")) and not is_its_own:
                    kept.append(line[2:])
            self.lab.line("\n".join(kept))
        for name in ("ANA", "TOM"):
            self.monkeypatch.setenv(name, self.lab.line(f"echo ${name}").strip())

    def sign(self, key_id, secret):
        """Gives the application an access key; boto3 would go on with the one that it has read."""
        self.monkeypatch.setenv("AWS_ACCESS_KEY_ID", key_id)
        self.monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", secret)
        self.monkeypatch.setattr(boto3, "DEFAULT_SESSION", None)

    def photos(self, *words):
        """Runs the application; answers what it printed."""
        photos.main([str(word) for word in words])
        return self.capture.readouterr().out

    def refused(self, *words):
        """Runs the application, which must fail; answers what it said."""
        with pytest.raises(SystemExit) as ended:
            self.photos(*words)
        return ended.value.code

    def upload(self, *names):
        for name in names:
            file = self.folder / "picture.ppm"
            file.write_bytes(PICTURES[name])
            assert self.photos("upload", file, name).startswith(f"{name}  version ".encode())

    def share(self, *words):
        return self.photos("share", *words).decode().strip()

    def build(self, *names):
        """The lab photos-build; with all its photos it can be checked."""
        for number, step in enumerate(steps("photos-build"), 1):
            self.administer(*step.get("given", []), *step["console"])
            if number == 3:
                self.upload(*names)
                self.photos("thumbnail", *names)
            if list(names) == FIRST:
                self.check(step)

    def operate(self):
        """The lab photos-a-year; its originals are there before it counts what calls cost."""
        self.upload(*FAIR)
        before = self.data_keys()
        for number, step in enumerate(steps("photos-a-year"), 1):
            self.administer(*step.get("given", [])[-1:], *step["console"])
            if number == 1:
                self.photos("thumbnail", *FAIR)
            if number == 4:
                self.upload("ana/garden/1.jpg", "tom/wedding/1.jpg")
                assert opened(self.share(FIRST[0])) == (200, PICTURES[FIRST[0]])
            self.check(step, before)

    def end(self):
        """The lab photos-the-end."""
        for number, step in enumerate(steps("photos-the-end"), 1):
            self.administer(*step["console"])
            self.check(step)

    def check(self, step, data_keys_before=0):
        """Holds the checks of a step that are of the application's work."""
        self.data_keys_before = data_keys_before
        for check in step["check"][0].splitlines():
            words = check.split(" | ")[0]
            for pattern, holds in CHECKS.items():
                if found := re.fullmatch(pattern, words):
                    assert holds(self, *found.groups()), words
                    self.checked.append(words)

    def data_keys(self):
        """How many calls of GenerateDataKey there were."""
        events = json.loads(self.lab.line("trail --all --event GenerateDataKey --output json"))
        return len(events["Events"])

    def materials(self, customer):
        """How many materials a customer's key has had."""
        return len(self.kms.list_key_rotations(
            KeyId=os.environ[customer.upper()], IncludeKeyMaterial="ALL_KEY_MATERIAL")["Rotations"])

    def named(self, bucket, name, number):
        """The words that name a photo, or one of its versions, to the application."""
        words = [name] if bucket == photos.ORIGINALS else [name, "--thumbnail"]
        if number:
            found = self.versions(f"{bucket}/{name}")[int(number) - 1]
            words += ["--version", found["VersionId"]]
        return words

    def shows(self, bucket, name, number=None):
        """Whether the application shows what was stored, or what was made of it."""
        stored = PICTURES[name]
        wanted = stored if bucket == photos.ORIGINALS else photos.shrunk(stored)
        return self.photos("show", *self.named(bucket, name, number)) == wanted

    def versions(self, place):
        """The versions below a bucket and prefix, oldest first."""
        bucket, prefix = place.split("/", 1)
        return self.s3.list_object_versions(Bucket=bucket, Prefix=prefix).get("Versions", [])[::-1]

    def keys(self, place):
        """The keys of KMS of all versions below a bucket and prefix."""
        heads = [self.s3.head_object(
            Bucket=place.split("/")[0], Key=version["Key"], VersionId=version["VersionId"])
            for version in self.versions(place)]
        return {head["SSEKMSKeyId"] for head in heads if head["ServerSideEncryption"] == "aws:kms"}


@pytest.fixture
def snapbook(tmp_path, capsysbinary, monkeypatch):
    """A world whose clock starts where the labs' does, and the application with bob's key in it."""
    lab = Lab("--seed", "1", "--start", "2026-01-01")
    for name, value in lab.environment.items():
        monkeypatch.setenv(name, value)
    made = Snapbook(lab, tmp_path, capsysbinary, monkeypatch)
    made.sign(*lab.access_keys["bob"])
    yield made
    assert lab.stop() == 0


def test_it_lives_through_the_three_labs(snapbook):
    snapbook.build(*FIRST)
    snapbook.operate()
    snapbook.end()
    assert len(snapbook.checked) == 48


def test_a_link_of_a_day_lives_for_an_hour(snapbook):
    name = FIRST[0]
    snapbook.build(name)
    link = snapbook.share(name, "--minutes", 1440)
    assert opened(link) == (200, PICTURES[name])
    snapbook.lab.advance("50m")
    assert opened(link) == (200, PICTURES[name])
    snapbook.lab.advance("11m")
    status, said = opened(link)
    assert status == 400 and b"<Code>ExpiredToken</Code>" in said
    assert snapbook.shows(photos.ORIGINALS, name)


def test_the_trail_tells_each_task_by_its_role(snapbook):
    snapbook.build(FIRST[0])
    snapbook.photos("show", FIRST[0])
    events = json.loads(snapbook.lab.line("trail --all --output json"))["Events"]
    callers = {(event["EventName"], event["UserIdentity"].split(":")[-1]) for event in events}
    role = "assumed-role/{}/photos".format
    assert {("PutObject", role("Uploader")), ("GetObject", role("Thumbnailer")),
            ("PutObject", role("Thumbnailer")), ("GetObject", role("Viewer"))} <= callers
    assumed = [event["Number"] for event in events if event["EventName"] == "AssumeRole"]
    record = json.loads(snapbook.lab.line(f"trail event {assumed[-1]}"))
    assert "snapbook/1" in record["userAgent"] and record["sourceIPAddress"] == "127.0.0.1"


def test_refusals_are_told_with_what_helps(snapbook, monkeypatch):
    snapbook.build(*FIRST[:2])
    show = ("show", FIRST[0])

    def is_told(said, *words):
        assert all(word in said for word in words), said

    is_told(snapbook.refused("show", "ana/garden/2.jpg"), "AccessDenied", "no such photo")
    snapbook.administer("$ aws kms disable-key --key-id $ANA")
    is_told(snapbook.refused(*show), "KMS.DisabledException", "enable-key brings it back")
    snapbook.administer("$ aws kms enable-key --key-id $ANA")
    snapbook.administer("$ aws kms schedule-key-deletion --key-id $ANA --pending-window-in-days 30")
    is_told(snapbook.refused(*show), "pending deletion", "cancel-key-deletion")
    snapbook.administer("$ advance 30d")
    is_told(snapbook.refused(*show), "Its key is gone for ever")
    is_told(snapbook.refused("thumbnail", FIRST[0]), "Its key is gone for ever")
    is_told(snapbook.refused("upload", photos.__file__, FIRST[0]), "nothing is stored under it")
    assert snapbook.shows(photos.ORIGINALS, FIRST[1])

    monkeypatch.setenv("TOM", os.environ["ANA"].replace("key/", "alias/"))
    is_told(snapbook.refused("upload", photos.__file__, "tom/a/1.jpg"), "AccessDenied", "explain")
    is_told(snapbook.refused("share", FIRST[1], "--minutes", 0), "at most a week")
    monkeypatch.setenv("TOM", "")
    is_told(snapbook.refused("upload", photos.__file__, "tom/a/1.jpg"), "$TOM holds no ARN")
    snapbook.sign("AKIDOFBOB", "wrong")
    is_told(snapbook.refused(*show), "SignatureDoesNotMatch", "not the secret")
    snapbook.sign("AKIDOFNOBODY", "wrong")
    is_told(snapbook.refused(*show), "InvalidClientTokenId", "README.md")


def test_it_is_a_program(snapbook):
    snapbook.build(FIRST[0])
    program = [sys.executable, photos.__file__]
    done = subprocess.run([*program, "show", FIRST[0]], check=True, capture_output=True)
    assert done.stdout == PICTURES[FIRST[0]]
    failed = subprocess.run([*program, "upload", "none.ppm", FIRST[0]], capture_output=True)
    assert (failed.returncode, failed.stderr) == (
        1, b"photos: [Errno 2] No such file or directory: 'none.ppm'\n")


def test_a_thumbnail_is_every_nth_pixel_of_every_nth_line():
    assert photos.shrunk(picture(3, 2)) == picture(3, 2)
    small = photos.shrunk(picture(250, 3))
    header, pixels = small.split(b"\n", 1)
    assert header == b"P6 125 2 255"
    assert pixels == b"".join(
        bytes((0, row, column)) for row in (0, 2) for column in range(0, 250, 2))


@pytest.mark.parametrize("bytes_", [b"", b"a line of text", b"P6 1 1 65535\n123456",
                                    b"P6 2 2 255\n12345678901", b"P6 0 1 255\n", b"P5 1 1 255\n1"])
def test_what_is_no_pixmap_is_refused(bytes_):
    with pytest.raises(photos.Refusal, match="not a portable pixmap"):
        photos.shrunk(bytes_)
