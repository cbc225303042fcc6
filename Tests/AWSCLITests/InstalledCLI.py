"""Answers cases, one JSON document a line, with what an installed awscli makes of each.

Nothing here calls AWS: the formatters, the paginator, the shorthand parser and the models of awscli,
botocore and jmespath are called as they are. A case is {"kind": NAME, ...}; its answer is the kind's
result, or {"error": TEXT}.
"""

import io
import json
import random
import sys
from types import SimpleNamespace

import awscli.formatter
import awscli.shorthand
import botocore.paginate
import botocore.session
import botocore.utils
import jmespath

# A skeleton takes any value of an enumeration; ours takes the first.
random.choice = lambda choices: choices[0]
session = botocore.session.get_session()
models = {}


def service(name):
    if name not in models:
        models[name] = session.get_service_model(name)
    return models[name]


def skeleton(case):
    model = service(case["service"]).operation_model(case["operation"])
    shape = model.output_shape if case["output"] else model.input_shape
    if shape is None:
        return {}
    made = botocore.utils.ArgumentGenerator(case["output"]).generate_skeleton(shape)
    return json.loads(json.dumps(made, default=lambda moment: moment.isoformat()))


def query(case):
    return jmespath.search(case["expression"], case["document"])


def formatter(name, query=None):
    return awscli.formatter.get_formatter(name, SimpleNamespace(query=query, color="off"))


def output(case):
    # Through a query: what comes straight from a service is always an object.
    found = SimpleNamespace(search=lambda _: case["document"])
    stream = io.StringIO()
    formatter(case["format"], found)(case["title"], {}, stream)
    return stream.getvalue()


def newest_location(error, older=awscli.shorthand.ShorthandParseError._error_location):
    """Version 2 has a blank before the lines that show the place."""
    end = error.value.find("\n", error.index)
    consumed = error.value if end < 0 else error.value[:end]
    return " " + consumed + "\n " + older(error)[len(consumed) + 1 :]


awscli.shorthand.ShorthandParseError._error_location = newest_location


def shorthand(case):
    try:
        return awscli.shorthand.ShorthandParser().parse(case["text"])
    except awscli.shorthand.ShorthandParseError as error:
        # Version 1 forgot the f of a format string; version 2 has the pointer there.
        text = str(error).replace("{self._error_location()}", error._error_location())
        raise ValueError(text) from error


def pages(case):
    """The whole of a list of numbered pages, or its text, page by page."""

    def call(**arguments):
        return case["pages"][int(arguments.get("Marker") or 0)]

    paginator = botocore.paginate.Paginator(
        call,
        {
            "input_token": "Marker",
            "output_token": "NextMarker",
            "more_results": "IsTruncated",
            "limit_key": "Limit",
            "result_key": ["Items", "Others"],
            "non_aggregate_keys": ["Prefix", "Charged"],
        },
        None,
    )
    settings = {"MaxItems": case["most"], "StartingToken": case["start"]}
    if case["query"] is None:
        return paginator.paginate(PaginationConfig=settings).build_full_result()
    stream = io.StringIO()
    expression = jmespath.compile(case["query"])
    formatter("text", expression)("x", paginator.paginate(PaginationConfig=settings), stream)
    return stream.getvalue()


KINDS = {kind.__name__: kind for kind in (skeleton, query, output, shorthand, pages)}

for line in sys.stdin:
    case = json.loads(line)
    try:
        answer = {"result": KINDS[case["kind"]](case)}
    except Exception as error:
        answer = {"error": str(error), "type": type(error).__name__}
    print(json.dumps(answer, default=repr))
