"""kmslab serve --session: what clients do is kept, and comes back."""

import collections
import os
import random
import signal
import subprocess
import threading
import time

import pytest
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

import served
import variants
from conftest import Lab
from world import names_before_localhost

#: How often the server is killed; the benchmark of issue 20 says 200.
KILLS = int(os.environ.get("KMSLAB_KILLS", "10"))
#: Kills of one session: the more it has, the longer it takes to come back.
KILLS_OF_ONE = 5
WORKERS = 6


@pytest.fixture(autouse=True)
def state(tmp_path, monkeypatch):
    """A folder of its own for what is kept; no server outlives the test."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    yield
    while RUNNING:
        RUNNING.pop().process.kill()


#: Servers that were started.
RUNNING = []


class KeptLab(Lab):
    """A server whose session is kept: it begins anew by a line."""

    def __init__(self, *options):
        super().__init__("--session", *options)
        RUNNING.append(self)

    def reset(self):
        self.line("reset")


def prompt(session, *words, status=0):
    """What kmslab prints for one line of the session; it must be the world that was left."""
    made = subprocess.run(
        [os.environ["KMSLAB"], "--session", session, "--", *words], capture_output=True, text=True,
        timeout=300)
    assert made.returncode == status, made.stdout + made.stderr
    assert made.stderr == ""
    return made.stdout


def test_what_was_served_can_be_gone_on_with(tmp_path):
    lab = KeptLab("s", "--seed", "7")
    kms, s3 = lab.client("kms"), lab.client("s3")
    key = kms.create_key(Description="it's $HOME")["KeyMetadata"]["KeyId"]
    kms.create_alias(AliasName="alias/app", TargetKeyId=key)
    kms.enable_key_rotation(KeyId=key)
    s3.create_bucket(Bucket="papers-1")
    content = os.urandom(200_000)
    s3.put_object(
        Bucket="papers-1", Key="a/b'c d", Body=content, ServerSideEncryption="aws:kms",
        SSEKMSKeyId=key, Metadata={"who": "it's"})
    lab.client("iam", "root").create_user(UserName="carol")
    with pytest.raises(ClientError):
        lab.client("kms", "bob").describe_key(KeyId=key)
    lab.advance("400d")
    kms.update_alias(AliasName="alias/app", TargetKeyId=key)
    assert "undone: call kms update-alias" in lab.line("undo")
    assert lab.stop() == 0

    assert "alias/app" in prompt("s", "aws", "kms", "list-aliases")
    assert "bob" in prompt("s", "trail") and "rotate" in prompt("s", "timeline")
    assert "undone: advance until" in prompt("s", "undo")
    saved = tmp_path / "s.lab.md"
    prompt("s", "save", str(saved))
    made = subprocess.run([os.environ["KMSLAB"], "run", saved], capture_output=True, text=True)
    assert made.returncode == 0, made.stdout
    page = tmp_path / "s.html"
    subprocess.run([os.environ["KMSLAB"], "report", saved, "--output", page], check=True)
    assert "create-alias" in page.read_text()

    lab = KeptLab("s")
    answer = lab.client("s3").get_object(Bucket="papers-1", Key="a/b'c d")
    assert answer["Body"].read() == content and answer["Metadata"] == {"who": "it's"}
    made = subprocess.run(
        [os.environ["KMSLAB"], "--session", "s", "--", "clock"], capture_output=True, text=True)
    assert made.returncode != 0 and "open in another terminal" in made.stderr
    assert lab.stop() == 0


def killed(session, moment):
    """Kills the server so many seconds after six clients began; what it answered to them."""
    lab = KeptLab(session)
    config = Config(retries={"total_max_attempts": 1}, read_timeout=30)
    key = lab.client("kms", config=config).create_key()["KeyMetadata"]["KeyId"]
    bucket = f"papers-{lab.process.pid}"
    lab.client("s3", config=config).create_bucket(Bucket=bucket)
    aliases, objects = [], []

    def work(number):
        kms, s3 = (lab.client(name, config=config) for name in ("kms", "s3"))
        try:
            for count in range(100_000):
                name = f"alias/{bucket}-{number}-{count}"
                kms.create_alias(AliasName=name, TargetKeyId=key)
                aliases.append(name)
                body = b"x" * (count * 700 % 5000)
                s3.put_object(Bucket=bucket, Key=name, Body=body)
                objects.append(name)
        except (BotoCoreError, ClientError):
            return

    workers = [threading.Thread(target=work, args=(number,)) for number in range(WORKERS)]
    for worker in workers:
        worker.start()
    time.sleep(moment)
    lab.process.send_signal(signal.SIGKILL)
    lab.process.wait()
    for worker in workers:
        worker.join()
    return bucket, aliases, objects


def test_a_kill_loses_nothing_that_was_answered():
    dice = random.Random(int(os.environ.get("KMSLAB_SEED", "1")))
    answered = 0
    for number in range(KILLS):
        session = f"s{number // KILLS_OF_ONE}"
        bucket, aliases, objects = killed(session, dice.uniform(0, 1.2))
        kept = prompt(
            session, "aws", "kms", "list-aliases", "--query", "Aliases[].AliasName", "--output",
            "text").split()
        assert not set(aliases) - set(kept)
        kept = prompt(
            session, "aws", "s3api", "list-objects-v2", "--bucket", bucket, "--query",
            "Contents[].Key", "--output", "text").split()
        assert not set(objects) - set(kept)
        answered += len(aliases) + len(objects)
    assert answered > 10 * KILLS
    print(f"{answered} answered calls, {KILLS} kills")


def test_what_the_model_can_say_comes_back():
    """What variants.py sends to some operations, KMSLAB_SHARE=1 to all, runs again the same."""
    every = [(service, name) for service in served.SERVICES for name in served.operations(service)]
    lab, counts = KeptLab("model"), collections.Counter()
    with names_before_localhost():
        for service, name in every[::int(os.environ.get("KMSLAB_SHARE", "12"))]:
            for _ in variants.of_operation(lab, service, name, counts):
                pass
    assert lab.stop() == 0
    assert counts["sent"] > 500
    assert prompt("model", "echo", "nothing") == "nothing\n"
