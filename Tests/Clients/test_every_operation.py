"""Every operation that kmslab serves, called by boto3 on the way that works."""

import pytest

import served
import stories


@pytest.mark.parametrize("service", served.SERVICES)
def test_every_operation_works(lab, service):
    called = set()

    def client(name, *arguments, **options):
        made = lab.client(name, *arguments, **options)
        if name == service:
            made.meta.events.register("before-call", lambda model, **_: called.add(model.name))
        return made

    getattr(stories, service)(lab, client)
    assert called == set(served.operations(service))
