"""Which operations kmslab serves: its own reference says it."""

import functools
import os
import re
import subprocess

import botocore.session
from botocore import xform_name

#: The services, as kmslab and boto3 name them.
SERVICES = ("kms", "s3", "s3control", "iam", "sts", "cloudtrail")


@functools.cache
def commands():
    """The commands of AWS CLI by service, read from the headings of the reference."""
    reference = subprocess.run(
        [os.environ.get("KMSLAB", "kmslab"), "help", "--markdown"],
        check=True, capture_output=True, text=True).stdout
    found = {service: set() for service in SERVICES}
    for service, command in re.findall(r"^### aws ([a-z0-9]+) ([a-z0-9-]+)$", reference, re.M):
        service = "s3" if service == "s3api" else "" if service == "s3" else service
        if service:
            found[service].add(command)
    return found


def operations(service):
    """The operations of a service that are served, sorted."""
    model = botocore.session.get_session().get_service_model(service)
    return sorted(
        name for name in model.operation_names if xform_name(name, "-") in commands()[service])
