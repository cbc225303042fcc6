"""Every operation against botocore's model: see variants.py."""

import time

import variants


def test_every_answer_is_as_the_model_says(capsys):
    start = time.monotonic()
    counts, causes = variants.main([])
    report = variants.report(counts, causes, time.monotonic() - start)
    with capsys.disabled():
        print("\n" + report.splitlines()[0])
    assert counts["sent"] >= 10_000
    assert not causes, report
