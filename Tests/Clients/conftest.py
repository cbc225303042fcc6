"""A world of kmslab for every test: copy this file beside your own tests.

It needs pytest, boto3 and the program `kmslab`, in the PATH or named by KMSLAB.
"""

import collections
import json
import os
import re
import subprocess
import threading
import urllib.request

import boto3
import pytest


class Lab:
    """A running `kmslab serve`: its clients, its clock and its prompt."""

    #: Access keys that the server knows beside its own, by whom they are.
    access_keys = {"root": ("AKIDOFROOT", "secret-of-root"), "bob": ("AKIDOFBOB", "secret-of-bob")}

    def __init__(self, *options):
        command = [os.environ.get("KMSLAB", "kmslab"), "serve", "--port", "0", "--quiet", *options]
        for name, (key_id, secret) in self.access_keys.items():
            command += ["--access-key", f"{key_id}:{secret}:{name}"]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        #: What its greeting says to export: alice's keys, the Region, the address.
        self.environment = {}
        for line in self.process.stdout:
            self.environment.update(re.findall(r"\b(AWS_[A-Z_]+)=(\S+)", line))
            if "AWS_SECRET_ACCESS_KEY" in self.environment:
                break
        else:
            raise RuntimeError(f"{' '.join(command)} ended with {self.process.wait()}")
        self.url = self.environment["AWS_ENDPOINT_URL"]
        drain = collections.deque(maxlen=0)
        threading.Thread(target=drain.extend, args=(self.process.stdout,), daemon=True).start()
        self.door("health")

    def client(self, service, user="alice", **options):
        """A boto3 client of a user."""
        names = ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY")
        key_id, secret = self.access_keys.get(user) or (self.environment[name] for name in names)
        return boto3.client(service, **{
            "endpoint_url": self.url, "region_name": self.environment["AWS_REGION"],
            "aws_access_key_id": key_id, "aws_secret_access_key": secret, **options})

    def advance(self, duration):
        """Moves the clock, "365d" or "2h"; answers the events on the way."""
        return json.loads(self.door("clock", json.dumps({"advance": duration})))

    def line(self, text):
        """What the prompt answers to a line; an error if it fails."""
        answer = json.loads(self.door("line", text))
        if answer["status"] != 0:
            raise RuntimeError(answer["output"])
        return answer["output"]

    def reset(self):
        """A new world from the same seed."""
        self.door("reset", "")

    def door(self, path, body=None):
        """GETs or POSTs one of the server's own doors; answers the text."""
        request = urllib.request.Request(
            f"{self.url}/_kmslab/{path}", None if body is None else body.encode(),
            {"Accept": "application/json", "Content-Type": "text/plain"})
        with urllib.request.urlopen(request, timeout=30) as answer:
            return answer.read().decode()

    def stop(self):
        """Ends the server; answers its exit status."""
        self.process.terminate()
        return self.process.wait(10)


@pytest.fixture(scope="session")
def server():
    """One server for all tests."""
    lab = Lab("--seed", "1")
    yield lab
    assert lab.stop() == 0


@pytest.fixture
def lab(server, monkeypatch):
    """A new world; every AWS client that the test starts finds it, the application's own too."""
    server.reset()
    for name, value in server.environment.items():
        monkeypatch.setenv(name, value)
    return server
