#!/usr/bin/env python3
"""What `kmslab serve` does in a second, beside moto in the same run; the targets are issue 20's.

    apt-get install wrk && Tests/Clients/run --version  # makes the clients
    swift build -c release --traits Server --product kmslab && Benchmarks/serve.py [PROGRAM]

moto is installed into a folder of its own (KMSLAB_MOTO, .build/moto) at the first time; boto3 is
that of the clients' tests. Ratios count, not figures: both share two cores with the client. A row
takes KMSLAB_SECONDS (5) for each server, the one of many clients twelve times that. What fails of
moto's answers is left out of its rate and told; what fails of kmslab's fails the row.
"""

import concurrent.futures
import json
import os
import pathlib
import re
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.request

ROOT = pathlib.Path(__file__).resolve().parent.parent
CLIENTS = pathlib.Path(os.environ.get("KMSLAB_CLIENTS", ROOT / ".build/clients"))
if pathlib.Path(sys.prefix).resolve() != CLIENTS.resolve():
    if not (CLIENTS / "bin/python").exists():
        sys.exit(f"no clients in {CLIENTS}: Tests/Clients/run makes them")
    os.execv(CLIENTS / "bin/python", [CLIENTS / "bin/python", *sys.argv])

import boto3
import botocore.auth
from botocore.awsrequest import AWSRequest
from botocore.config import Config
from botocore.credentials import Credentials
from botocore.exceptions import BotoCoreError, ClientError

PROGRAM = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else ROOT / ".build/release/kmslab")
MOTO = pathlib.Path(os.environ.get("KMSLAB_MOTO", ROOT / ".build/moto"))
MOTO_VERSION = "moto[server,kms,s3]==5.2.5"
KEYS = ("AKIABENCHMARK", "benchmark")
SECONDS = int(os.environ.get("KMSLAB_SECONDS", "5"))
MIB = 1024 * 1024


class Failure(Exception):
    """Why a row has no figure."""


class Server:
    """A server that runs, as a context."""

    def __init__(self, name, command, port=None, environment=None):
        self.name, self.command, self.port, self.environment = name, command, port, environment

    def __enter__(self):
        start = time.monotonic()
        self.process = subprocess.Popen(
            self.command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
            env=self.environment)
        if self.port is None:
            for line in self.process.stdout:
                found = re.search(r"http://127\.0\.0\.1:(\d+)", line)
                if found:
                    self.port = int(found[1])
                    break
        self.url = f"http://127.0.0.1:{self.port}"
        while True:
            if self.port is None or self.process.poll() is not None:
                raise Failure(f"{self.name} ended with {self.process.wait()} before it answered")
            try:
                urllib.request.urlopen(self.url + "/_kmslab/health", timeout=5).read()
            except urllib.error.HTTPError:
                pass
            except OSError:
                time.sleep(0.002)
                continue
            break
        self.milliseconds = (time.monotonic() - start) * 1000
        return self

    def __exit__(self, *_):
        self.process.terminate()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    def client(self, service, **options):
        return boto3.client(
            service, endpoint_url=self.url, region_name="us-east-1", aws_access_key_id=KEYS[0],
            aws_secret_access_key=KEYS[1], config=Config(
                max_pool_connections=64, retries={"total_max_attempts": 1}), **options)

    def megabytes(self):
        text = pathlib.Path(f"/proc/{self.process.pid}/status").read_text()
        return int(re.search(r"VmRSS:\s+(\d+)", text)[1]) / 1024


def kmslab(*options):
    return Server("kmslab", [
        PROGRAM, "serve", "--port", "0", "--quiet", "--access-key", ":".join([*KEYS, "root"]),
        *options])


def moto():
    if not (MOTO / "bin/moto_server").exists():
        subprocess.run(["/usr/bin/python3", "-m", "venv", MOTO], check=True)
        subprocess.run(
            [MOTO / "bin/pip", "install", "--quiet", "--disable-pip-version-check", MOTO_VERSION],
            check=True)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    return Server("moto", [MOTO / "bin/moto_server", "-H", "127.0.0.1", "-p", str(port)], port)


def signed(server, method, path, service, body=b"", headers=None):
    """The headers of a request as botocore signs it."""
    request = AWSRequest(method, server.url + path, headers or {}, body)
    kind = botocore.auth.S3SigV4Auth if service == "s3" else botocore.auth.SigV4Auth
    kind(Credentials(*KEYS), service, "us-east-1").add_auth(request)
    return dict(request.headers.items())


def wrk(server, connections, method, path, headers, body):
    """Requests a second that were answered well; moto may fail some."""
    script = [f'wrk.method = "{method}"', f'wrk.body = "{escaped(body)}"'] + [
        f'wrk.headers["{name}"] = "{escaped(value.encode())}"' for name, value in headers.items()]
    with tempfile.NamedTemporaryFile("w", suffix=".lua") as file:
        file.write("\n".join(script))
        file.flush()
        done = subprocess.run(
            ["wrk", "-t", "1", "-c", str(connections), "-d", f"{SECONDS}s", "--timeout", "30s",
             "-s", file.name, server.url + path], capture_output=True, text=True)
    rate = re.search(r"Requests/sec: +([\d.]+)", done.stdout)
    if done.returncode != 0 or not rate:
        raise Failure(f"wrk ended with {done.returncode}: {done.stderr or done.stdout}")
    all_ = int(re.search(r"(\d+) requests in", done.stdout)[1])
    refused = re.search(r"Non-2xx or 3xx responses: (\d+)", done.stdout)
    failed = int(refused[1]) if refused else 0
    lost = re.search(r"Socket errors: (.*)", done.stdout)
    if server.name == "kmslab" and (failed or lost or not all_):
        raise Failure(f"{failed} of {all_} answers were refusals; {lost[0] if lost else ''}")
    if failed or lost:
        print(f"  {server.name}: {failed} of {all_} answers failed; {lost[0] if lost else ''}")
    return float(rate[1]) * (all_ - failed) / max(all_, 1)


def escaped(content):
    """Bytes in a string of Lua, whatever they are."""
    return "".join(f"\\{byte:03}" for byte in content)


def encrypt(server, connections):
    """KMS Encrypt over keep-alive."""
    key = server.client("kms").create_key()["KeyMetadata"]["KeyId"]
    body = f'{{"KeyId":"{key}","Plaintext":"cm9zZXM="}}'.encode()
    headers = signed(server, "POST", "/", "kms", body, {
        "X-Amz-Target": "TrentService.Encrypt", "Content-Type": "application/x-amz-json-1.1"})
    return wrk(server, connections, "POST", "/", headers, body)


def bucket(server):
    """A bucket under a key."""
    key = server.client("kms").create_key()["KeyMetadata"]["Arn"]
    s3 = server.client("s3")
    name = f"bench-{time.monotonic_ns()}"
    s3.create_bucket(Bucket=name)
    s3.put_bucket_encryption(Bucket=name, ServerSideEncryptionConfiguration={"Rules": [{
        "ApplyServerSideEncryptionByDefault": {
            "SSEAlgorithm": "aws:kms", "KMSMasterKeyID": key}, "BucketKeyEnabled": True}]})
    return s3, name


def put_raw(server, _=None):
    """PUT of 1 KiB under SSE-KMS, raw."""
    _, name = bucket(server)
    body = b"x" * 1024
    return wrk(server, 64, "PUT", f"/{name}/k", signed(server, "PUT", f"/{name}/k", "s3", body),
               body)


def get_raw(server, _=None):
    """GET of 1 KiB under SSE-KMS, raw."""
    s3, name = bucket(server)
    s3.put_object(Bucket=name, Key="k", Body=b"x" * 1024)
    return wrk(server, 64, "GET", f"/{name}/k", signed(server, "GET", f"/{name}/k", "s3"), b"")


def repeated(call):
    """How often a call is done in a second."""
    call()
    count, start = 0, time.monotonic()
    while time.monotonic() - start < SECONDS:
        call()
        count += 1
    return count / (time.monotonic() - start)


def put_boto3(server, size):
    s3, name = bucket(server)
    body = os.urandom(size)
    return repeated(lambda: s3.put_object(Bucket=name, Key="k", Body=body))


def get_boto3(server, size):
    s3, name = bucket(server)
    s3.put_object(Bucket=name, Key="k", Body=os.urandom(size))
    return repeated(lambda: s3.get_object(Bucket=name, Key="k")["Body"].read())


#: A row: what it is, how it is measured, and how many times moto it must be.
ROWS = [
    ("KMS Encrypt, 64 connections", encrypt, 64, 120),
    ("KMS Encrypt, one connection", encrypt, 1, 45),
    ("S3 PUT 1 KiB, SSE-KMS, 64 connections", put_raw, 64, 80),
    ("S3 GET 1 KiB, SSE-KMS, 64 connections", get_raw, 64, 80),
    ("S3 PUT 1 KiB, SSE-KMS, boto3", put_boto3, 1024, 3),
    ("S3 GET 1 KiB, SSE-KMS, boto3", get_boto3, 1024, 3),
    ("S3 PUT 8 MiB, SSE-KMS, boto3", put_boto3, 8 * MIB, 1.5),
    ("S3 GET 8 MiB, SSE-KMS, boto3", get_boto3, 8 * MIB, 1.5),
]


def compared():
    """The rows that are ratios."""
    print(f"{'a second':42} {'kmslab':>10} {'moto':>10} {'ratio':>8}  target")
    good = True
    for title, measure, argument, target in ROWS:
        rates = []
        try:
            for server in (kmslab(), moto()):
                with server:
                    rates.append(measure(server, argument))
        except (Failure, BotoCoreError, ClientError) as error:
            print(f"{title:42} FAILED, {('kmslab', 'moto')[len(rates)]}: {error}", flush=True)
            good = False
            continue
        ratio = rates[0] / (rates[1] or 0.001)
        good &= ratio >= target
        verdict = "" if ratio >= target else "  MISSED"
        print(f"{title:42} {rates[0]:10,.1f} {rates[1]:10,.1f} {ratio:7.1f}×  ≥ {target}×{verdict}",
              flush=True)
    return good


def load():
    """64 clients with mixed calls for a minute: latencies, errors, memory."""
    seconds = 12 * SECONDS
    with kmslab() as server:
        key = server.client("kms").create_key()["KeyMetadata"]["KeyId"]
        s3, name = bucket(server)
        kms = server.client("kms")
        s3.put_object(Bucket=name, Key="k", Body=b"x" * 1024)
        calls = [
            lambda: kms.encrypt(KeyId=key, Plaintext=b"roses"),
            lambda: kms.generate_data_key(KeyId=key, KeySpec="AES_256"),
            lambda: s3.put_object(Bucket=name, Key="k", Body=b"x" * 1024),
            lambda: s3.get_object(Bucket=name, Key="k")["Body"].read(),
            lambda: s3.list_objects_v2(Bucket=name)]
        taken, failed, memory = [], [], []
        end = time.monotonic() + seconds

        def one(number):
            while time.monotonic() < end:
                start = time.monotonic()
                try:
                    calls[number % len(calls)]()
                except Exception as error:
                    failed.append(error)
                taken.append(time.monotonic() - start)
                number += 1

        def watch():
            while time.monotonic() < end:
                memory.append(server.megabytes())
                time.sleep(seconds / 60)

        threading.Thread(target=watch, daemon=True).start()
        with concurrent.futures.ThreadPoolExecutor(64) as pool:
            list(pool.map(one, range(64)))
        taken.sort()
        p50, p99 = taken[len(taken) // 2] * 1000, taken[len(taken) * 99 // 100] * 1000
        half = memory[len(memory) // 2:]
        growth = half[-1] - half[0]
        print(f"64 clients, {seconds} s, mixed: {len(taken) / seconds:,.0f} calls a second,"
              f" p50 {p50:.1f} ms, p99 {p99:.1f} ms ({p99 / p50:.1f}×, ≤ 20×), {len(failed)}"
              f" errors; memory {half[0]:.0f} MB at half time, {growth:+.1f} MB after it")
        if failed:
            print(f"  first error: {failed[0]}")
        return p99 <= 20 * p50 and not failed and growth < 8


def start():
    """From the start to the first answer, and what it weighs then."""
    times, weights = [], []
    for _ in range(10):
        with kmslab() as server:
            times.append(server.milliseconds)
            weights.append(server.megabytes())
    time_, weight = statistics.median(times), statistics.median(weights)
    print(f"start to first answer {time_:.0f} ms (≤ 50), idle {weight:.0f} MB (≤ 40)")
    return time_ <= 50 and weight <= 40


def kept():
    """--session: calls a second of 16 clients, and what is there after kill -9.

    KMSLAB_KILLS=200 is issue 20's own number. Ten kills share a session: the more it has, the
    longer it takes to come back.
    """
    kills = int(os.environ.get("KMSLAB_KILLS", "20"))
    with tempfile.TemporaryDirectory() as home:
        def server(session):
            made = kmslab("--session", session)
            made.environment = {"HOME": home, "PATH": os.environ["PATH"]}
            return made
        rates = []
        for operation, members in (
                ("Encrypt", {"Plaintext": "cm9zZXM="}),
                ("UpdateKeyDescription", {"Description": "d"})):
            with server(operation) as running:
                key = running.client("kms").create_key()["KeyMetadata"]["KeyId"]
                body = json.dumps({"KeyId": key, **members}).encode()
                headers = signed(running, "POST", "/", "kms", body, {
                    "X-Amz-Target": f"TrentService.{operation}",
                    "Content-Type": "application/x-amz-json-1.1"})
                rates.append(wrk(running, 16, "POST", "/", headers, body))
                weight = running.megabytes()
            print(f"--session: {rates[-1]:,.0f} kept calls of {operation} a second with 16 clients"
                  f" (≥ 5,000), {weight:.0f} MB")
        with server("Encrypt") as running:
            print(f"--session: {rates[0] * SECONDS:,.0f} calls come back in"
                  f" {running.milliseconds / 1000:.1f} s")
        outcomes = [killed(lambda: server(f"k{number // 10}"), number) for number in range(kills)]
        answered, lost = (sum(column) for column in zip(*outcomes))
        print(f"--session: {lost} of {answered:,} answered calls lost in {kills} kills (0)")
        return min(rates) >= 5000 and lost == 0


def killed(server, number):
    """Kills the server under load; how many aliases it answered, and how many are not there."""
    answered = []
    with server() as running:
        kms = running.client("kms")
        key = kms.create_key()["KeyMetadata"]["KeyId"]

        def work(worker):
            try:
                for count in range(10_000):
                    name = f"alias/k{number}-{worker}-{count}"
                    kms.create_alias(AliasName=name, TargetKeyId=key)
                    answered.append(name)
            except Exception:
                return

        workers = [threading.Thread(target=work, args=(worker,)) for worker in range(8)]
        for worker in workers:
            worker.start()
        time.sleep(0.05 + 0.013 * (number % 50))
        running.process.send_signal(signal.SIGKILL)
        for worker in workers:
            worker.join()
    with server() as running:
        pages = running.client("kms").get_paginator("list_aliases").paginate()
        there = {alias["AliasName"] for page in pages for alias in page["Aliases"]}
    return len(answered), len(set(answered) - there)


if __name__ == "__main__":
    if not shutil.which("wrk"):
        sys.exit("no wrk: apt-get install wrk")
    if not os.access(PROGRAM, os.X_OK):
        sys.exit(f"no program at {PROGRAM}: swift build -c release --traits Server")
    if subprocess.run([PROGRAM, "serve", "--env"], capture_output=True).returncode != 0:
        sys.exit(f"{PROGRAM} has no server: swift build -c release --traits Server")
    results = [start(), compared(), load(), kept()]
    sys.exit(0 if all(results) else 1)
