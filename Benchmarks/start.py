#!/usr/bin/env python3
"""How long kmslab takes to its prompt, and to its help; the limits are those of issue 7.

    swift build -c release --product kmslab && Benchmarks/start.py [PROGRAM]

The prompt is awaited on a terminal of the program's own, with a home folder of its own.
"""

import os
import pty
import select
import statistics
import subprocess
import sys
import tempfile
import time

PROGRAM = sys.argv[1] if len(sys.argv) > 1 else ".build/release/kmslab"
ROUNDS = 30


def environment(home):
    return {"TERM": "xterm", "LC_ALL": "C.UTF-8", "HOME": home, "PATH": "/usr/bin:/bin"}


def until_prompt(arguments, home, lines=()):
    """Milliseconds to the first prompt; then the lines are typed, each at its prompt."""
    start = time.monotonic()
    process, terminal = pty.fork()
    if process == 0:
        os.execve(PROGRAM, [PROGRAM, *arguments], environment(home))
    first = None
    for line in (*lines, None):
        await_prompt(terminal)
        first = first or (time.monotonic() - start) * 1000
        os.write(terminal, ((line or "exit") + "\r").encode())
    drain(terminal)
    os.waitpid(process, 0)
    os.close(terminal)
    return first


def await_prompt(terminal):
    seen = b""
    while b" $ " not in seen:
        if not select.select([terminal], [], [], 20)[0]:
            sys.exit(f"no prompt came: {seen!r}")
        seen += os.read(terminal, 65536)


def drain(terminal):
    try:
        while os.read(terminal, 65536):
            pass
    except OSError:
        pass


def help_time(arguments):
    start = time.monotonic()
    subprocess.run([PROGRAM, *arguments], stdout=subprocess.DEVNULL, check=True)
    return (time.monotonic() - start) * 1000


def report(title, limit, milliseconds):
    median = statistics.median(milliseconds)
    verdict = "within" if median < limit else "OVER"
    print(f"{title:44} median {median:6.1f} ms, worst {max(milliseconds):6.1f} ms, {verdict} {limit} ms")
    return median < limit


with tempfile.TemporaryDirectory() as home:
    until_prompt([], home)
    results = [
        report("prompt, nothing kept", 30,
               [until_prompt(["--ephemeral"], home) for _ in range(ROUNDS)]),
        report("prompt, a session without lines", 30,
               [until_prompt([], home) for _ in range(ROUNDS)]),
        report("--help", 20, [help_time(["--help"]) for _ in range(ROUNDS)]),
    ]
    lines = ["K=$(aws kms create-key --query KeyMetadata.KeyId --output text)"]
    lines += [f"aws kms create-alias --alias-name alias/a{n} --target-key-id $K" for n in range(49)]
    lines += ["advance 30d"] * 50
    until_prompt([], home, lines)
    results.append(
        report("prompt, a session of 100 lines", 30,
               [until_prompt([], home) for _ in range(ROUNDS)]))
sys.exit(0 if all(results) else 1)
