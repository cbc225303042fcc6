"""The lab's own doors under /_kmslab/."""

import json
import threading
import urllib.error
import urllib.request

import pytest

from world import new_bucket, new_key


def asked(lab, path, body=None, **headers):
    """The status, the headers and the text of an answer."""
    headers = {name.replace("_", "-"): value for name, value in headers.items()}
    request = urllib.request.Request(f"{lab.url}/_kmslab/{path}", body, headers)
    try:
        with urllib.request.urlopen(request, timeout=10) as answer:
            return answer.status, answer.headers, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.headers, error.read().decode()


def test_it_says_that_it_is_well(lab):
    assert asked(lab, "health")[0] == 200
    assert json.loads(asked(lab, "version")[2])["version"]


def test_a_line_is_answered_as_the_prompt_does(lab):
    key = new_key(lab)
    status, _, text = asked(lab, "line", b"aws kms list-aliases --query Aliases[].AliasName")
    assert status == 200 and "alias/lab-key" in text
    _, _, text = asked(lab, "line", f"explain\naws kms describe-key --key-id {key}".encode())
    assert key in text


def test_a_line_is_answered_as_data(lab):
    answer = json.loads(asked(lab, "line", b"aws kms list-keys", Accept="application/json")[2])
    assert set(answer) == {"output", "status", "now"} and answer["status"] == 0
    assert json.loads(answer["output"]) == {"Keys": []}
    answer = json.loads(asked(
        lab, "line", b"aws kms describe-key --key-id alias/no", Accept="application/json")[2])
    assert answer["status"] == 254 and "NotFoundException" in answer["output"]


def test_what_clients_do_and_what_is_typed_is_one_world(lab):
    lab.line("aws s3 mb s3://our-letters")
    lab.line("echo dear > letter.txt")
    lab.line("aws s3 cp letter.txt s3://our-letters/")
    assert lab.client("s3").get_object(
        Bucket="our-letters", Key="letter.txt")["Body"].read() == b"dear\n"
    new_bucket(lab)
    assert "our-photos" in lab.line("aws s3 ls")


def test_a_link_of_the_prompt_opens(lab):
    lab.line("aws s3 mb s3://our-letters")
    lab.line("echo dear > letter.txt")
    lab.line("aws s3 cp letter.txt s3://our-letters/")
    link = lab.line("aws s3 presign s3://our-letters/letter.txt").strip()
    with urllib.request.urlopen(link, timeout=10) as answer:
        assert answer.read() == b"dear\n"


def test_the_clock_is_read_and_moved(lab):
    before = json.loads(asked(lab, "clock")[2])
    lab.advance("1d")
    assert json.loads(asked(lab, "clock")[2]) != before
    moved = asked(lab, "clock", b'{"until": "2026-03-01"}')
    assert moved[0] == 200
    assert "2026-03-01" in asked(lab, "clock")[2]


@pytest.mark.parametrize("body", [
    b"", b"{", b"[]", b'{"advance": 5}', b'{"advance": "soon"}', b'{"until": "2020-01-01"}',
    b'{"advance": "-1d"}', b'{"advance": "999999999999999999999d"}', b"\xff"])
def test_a_clock_that_cannot_be_set_so_stands(lab, body):
    before = asked(lab, "clock")[2]
    assert asked(lab, "clock", body)[0] == 400
    assert asked(lab, "clock")[2] == before


def test_another_seed_is_another_world(lab):
    first = new_key(lab)
    assert asked(lab, "reset", b'{"seed": 7}')[0] == 200
    answer = json.loads(asked(lab, "line", b"aws kms create-key", Accept="application/json")[2])
    assert json.loads(answer["output"])["KeyMetadata"]["Arn"] != first
    asked(lab, "reset", b'{"seed": 1}')


@pytest.mark.parametrize("headers", [
    {"Host": "kmslab.example.com"}, {"Origin": "https://example.com"},
    {"Sec_Fetch_Site": "cross-site"}, {"Sec_Fetch_Site": "same-site"}, {"Origin": "null"}])
def test_a_web_page_of_another_site_gets_nothing(lab, headers):
    assert asked(lab, "line", b"aws kms create-key", **headers)[0] == 403
    assert json.loads(lab.line("aws kms list-keys")) == {"Keys": []}


def test_a_body_over_one_mib_is_refused(lab):
    assert asked(lab, "line", b"#" * (1024 * 1024 + 1))[0] == 413


@pytest.mark.parametrize("path", ["", "other", "line/x", "../line"])
def test_there_is_no_other_door(lab, path):
    assert asked(lab, path)[0] == 404


def test_a_door_that_changes_something_is_not_opened_by_get(lab):
    assert asked(lab, "line")[0] == 405
    assert asked(lab, "reset")[0] == 405


def test_events_tell_each_call_as_it_happens(lab):
    seen, ready = [], threading.Event()

    def listen():
        with urllib.request.urlopen(f"{lab.url}/_kmslab/events", timeout=10) as stream:
            ready.set()
            for line in stream:
                seen.append(line.decode())
                if "CreateAlias" in seen[-1]:
                    return

    listener = threading.Thread(target=listen, daemon=True)
    listener.start()
    assert ready.wait(10)
    new_key(lab)
    listener.join(10)
    assert any("CreateKey" in line for line in seen)
    assert any("CreateAlias" in line for line in seen)
