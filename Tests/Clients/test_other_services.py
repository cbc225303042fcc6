"""What an application hears that asks kmslab for a service which it has not."""

import pytest
from botocore.exceptions import ClientError


@pytest.mark.parametrize("service, operation, terms", [
    ("secretsmanager", "get_secret_value", {"SecretId": "s"}),
    ("dynamodb", "list_tables", {}), ("ssm", "get_parameter", {"Name": "p"}),
    ("sqs", "list_queues", {}), ("logs", "describe_log_groups", {}),
    ("stepfunctions", "list_state_machines", {}), ("ec2", "describe_instances", {}),
    ("sns", "list_topics", {}), ("elbv2", "describe_load_balancers", {}),
    ("lambda", "list_functions", {}), ("route53", "list_hosted_zones", {}),
])
def test_a_service_that_is_not_served_is_named_at_once(lab, service, operation, terms):
    client = lab.client(service)
    sent = []
    client.meta.events.register("before-send", lambda **_: sent.append(1))
    with pytest.raises(ClientError) as caught:
        getattr(client, operation)(**terms)
    error = caught.value.response["Error"]
    assert error["Code"] in ("UnknownOperationException", "InvalidAction"), error
    assert f"kmslab does not simulate {service}; it has kms, s3," in error["Message"], error
    assert len(sent) == 1
