#!/usr/bin/env python3
"""Sends what botocore's model can say to every operation that kmslab serves, and holds the answers
against the model.

    KMSLAB=.build/debug/kmslab Tests/Clients/variants.py [SERVICE[.OPERATION] …]

Each optional member alone and all together, each value of each enumeration, each bound and one
past it, wrong types, unknown members: by botocore's own serializers and signers, its validation
switched off. Every answer is parsed by botocore, has no member that the model lacks, no code that
neither the operation's model nor AWS's common list has, and is no failure of the server's own. No
randomness: the same requests in the same order. One cause is one line.
"""

import collections
import itertools
import multiprocessing
import os
import re
import sys
import time

from botocore.config import Config
from botocore.exceptions import ClientError, ParamValidationError
from botocore.handlers import validate_bucket_name

import served
from conftest import Lab
from model import answers, requests, stages
from world import names_before_localhost

#: Operations that use up what they need: each that succeeded is undone.
SPENDING = (
    "Abort", "Cancel", "Complete", "Create", "Delete", "Detach", "Import", "Remove", "Replicate",
    "Retire", "Revoke", "Rotate", "Schedule", "Update", "Disable")
#: Operations whose plain request AWS refuses too: buckets have no ACLs, and never had these settings.
REFUSED = ("PutBucketAcl", "GetBucketCors", "GetBucketReplication", "GetBucketWebsite")
WORKERS = int(os.environ.get("KMSLAB_WORKERS", "4"))


class Sender:
    """Sends requests of one service, and keeps what was sent and what came."""

    def __init__(self, lab, service):
        self.lab, self.service = lab, service
        # boto3 puts the account before S3 Control's host.
        host = "localhost" if service == "s3control" else "127.0.0.1"
        # The root user assumes no roles and is no user of IAM's.
        user = "alice" if service in ("iam", "sts") else "root"
        self.client = lab.client(service, user, endpoint_url=lab.url.replace(
            "127.0.0.1", host), config=Config(
            parameter_validation=False, retries={"total_max_attempts": 1}, read_timeout=15,
            s3={"addressing_style": "path"}))
        events = self.client.meta.events
        events.unregister("before-parameter-build.s3", validate_bucket_name)
        events.register("before-call", self.before)
        events.register_first("before-parse", self.parse)
        self.edit = self.sent = self.answer = None
        self.is_captured = False

    def before(self, params, **_):
        """Edits what botocore made; what is only captured is not sent."""
        if self.edit:
            self.edit(params)
        self.sent = params
        if self.is_captured:
            return collections.namedtuple("Answer", "status_code")(200), {}
        return None

    def parse(self, response_dict, **_):
        self.answer = {**response_dict}

    def capture(self, operation, parameters):
        """What botocore makes of parameters; nothing if it cannot."""
        self.is_captured, self.edit = True, None
        try:
            self.client._make_api_call(operation.name, parameters)
            return self.sent
        except Exception:
            return None
        finally:
            self.is_captured = False

    def send(self, operation, request):
        """Sends a request; answers what is wrong, and whether it succeeded; none if not sent."""
        self.edit, self.sent, self.answer = request.edit, None, None
        try:
            answer = self.client._make_api_call(operation.name, request.parameters)
            for value in answer.values():
                if hasattr(value, "read"):
                    value.read()
            succeeded = True
        except ClientError:
            succeeded = False
        except (ParamValidationError, KeyError, TypeError, ValueError, AttributeError) as error:
            if self.answer is None:
                return None
            return [f"botocore cannot read it: {type(error).__name__} {error}"[:200]], False
        except Exception as error:
            if self.sent is None:
                return None
            return [f"{type(error).__name__} {error}"[:120].split(":")[0]], False
        if self.answer is None:
            return None
        found = answers.problems(operation, self.answer)
        if succeeded and request.is_forbidden and self.service not in ("s3", "s3control"):
            found.append("it is accepted, though the model forbids it")
        if not succeeded and request.label == "plain" and operation.name not in REFUSED:
            found.append("the plain request is refused")
        return found, succeeded


def work(names):
    """Sends all requests of some operations to a server of its own."""
    counts, failures = collections.Counter(), []
    lab = Lab("--seed", "1", "--undo")
    try:
        with names_before_localhost():
            failures += failed(lab, names, counts)
    finally:
        status = lab.stop()
    if status != 0:
        failures.append((f"the server ended with {status}", "", "", "", "", ""))
    return counts, failures


def failed(lab, names, counts):
    """What was wrong with the requests of operations."""
    for service, name in names:
        try:
            for label, sent, got, found in of_operation(lab, service, name, counts):
                for problem in found:
                    yield problem, service, name, label, sent, got
        except Exception as error:
            told = f"its world cannot be made: {type(error).__name__} {error}"[:200]
            yield told, service, name, "", "", ""


def of_operation(lab, service, name, counts):
    """Sends all requests of an operation; what was wrong with which."""
    lab.reset()
    samples = requests.Samples(name, getattr(stages, service)(lab))
    staged = re.findall(r"^ *(\d+)  \d{4}-", lab.line("history"), re.M)[-1]
    sender = Sender(lab, service)
    operation = sender.client.meta.service_model.operation_model(name)
    made = requests.requests(operation.input_shape, samples)
    edited = []
    for base in made[:2]:
        captured = sender.capture(operation, base.parameters)
        if captured:
            edited += requests.edits(operation, captured, base.parameters)
    seen = set()
    for request in itertools.chain(made, edited):
        if request.edit and request.label in seen:
            continue
        seen.add(request.label)
        outcome = sender.send(operation, request)
        if outcome is None:
            counts["not sent, since botocore cannot say it"] += 1
            continue
        found, succeeded = outcome
        counts["sent"] += 1
        counts["accepted" if succeeded else "refused"] += 1
        if found:
            yield request.label, shown(sender.sent), shown_answer(sender.answer), found
        if succeeded and name.startswith(SPENDING):
            lab.line(f"back-to {staged}")


def shown(request):
    """A request in one line."""
    headers = {name: value for name, value in request["headers"].items() if name != "User-Agent"}
    body = request["body"]
    body = body if isinstance(body, (dict, bytes, str)) else b"(a stream)"
    return f"{request['method']} {request['url'].split('/', 3)[3]!r} {headers} {body!r}"[:700]


def shown_answer(answer):
    """An answer in one line."""
    if answer is None:
        return "no answer"
    body = answer["body"] if isinstance(answer["body"], bytes) else b"(a stream)"
    return f"{answer['status_code']} {body!r}"[:500]


def main(chosen):
    """Sends everything; answers the counts and the causes, most frequent first."""
    operations = [
        (service, name) for service in served.SERVICES for name in served.operations(service)
        if not chosen or {service, f"{service}.{name}"} & set(chosen)]
    tasks = [operations[number::WORKERS * 4] for number in range(WORKERS * 4)]
    counts, failures = collections.Counter(operations=len(operations)), []
    with multiprocessing.Pool(WORKERS) as pool:
        for found, wrong in pool.map(work, [task for task in tasks if task], chunksize=1):
            counts += found
            failures += wrong
    causes = collections.defaultdict(list)
    for failure in sorted(failures):
        causes[failure[0]].append(failure)
    return counts, sorted(causes.items(), key=lambda cause: (-len(cause[1]), cause[0]))


def report(counts, causes, seconds):
    """The counts, and each cause with its first request."""
    lines = [f"{counts['sent']:,} requests of {counts['operations']} operations in"
             f" {seconds:.0f} s: "
             f"{counts['accepted']:,} accepted, {counts['refused']:,} refused; "
             f"{counts['not sent, since botocore cannot say it']:,} that botocore cannot say; "
             f"{len(causes)} causes of failure"]
    for problem, failures in causes:
        names = collections.Counter(f"{service} {name}" for _, service, name, *_ in failures)
        told = ", ".join(f"{name} ({count})" for name, count in names.most_common(6))
        more = f" and {len(names) - 6} more" if len(names) > 6 else ""
        _, _, name, label, sent, got = failures[0]
        lines += ["", f"{len(failures)} × {problem}: {told}{more}", f"    {name} {label}",
                  f"    sent {sent}", f"    got  {got}"]
    return "\n".join(lines)


if __name__ == "__main__":
    start = time.monotonic()
    outcome = main(sys.argv[1:])
    print(report(*outcome, time.monotonic() - start))
    sys.exit(1 if outcome[1] else 0)
