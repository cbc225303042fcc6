"""docs/testing-with-kmslab.md shows files that run: those of this folder."""

import pathlib
import re

HERE = pathlib.Path(__file__).parent
PAGE = HERE.parent.parent / "docs/testing-with-kmslab.md"


def shown(name):
    """The block of code below a file's name."""
    return re.search(rf"^<!-- {re.escape(name)} -->\n```python\n(.*?)^```$", PAGE.read_text(),
                     re.M | re.S)[1]


def test_the_page_shows_the_fixture_that_the_tests_use():
    assert shown("conftest.py") == (HERE / "conftest.py").read_text()


def test_the_page_shows_the_example_that_runs():
    assert shown("test_example.py") == (HERE / "test_example.py").read_text()
