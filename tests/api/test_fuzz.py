"""Whatever a program sends, there is no fault, and every answer is one that the document names."""

from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from tests.api.program import API, Program

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
EXAMPLES = settings().max_examples // 20  # of each operation and mode: 3, or many when asked to be thorough
REAL = {
    "stage": "finishing",
    "field": "title",
    "block": "inspection",
    "item": "buttons",
    "promise": "cloth_swatch",
    "pin": "n1",
    "note": "n1",
    "proposal": "p2",
    "change": "c3",
    "redraw": "r4",
    "payment": "m1",
    "message": "1",
    "word": "yes",
}


@pytest.mark.timeout(600)  # schemathesis is slow on a busy machine, and may be asked to be thorough
@pytest.mark.parametrize(
    "mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE], ids=["fitting", "unfitting"]
)
def test_no_fault_and_nothing_that_the_document_does_not_name(app, julian, suit, mode):
    statuses = set()
    schema = schemathesis.openapi.from_wsgi(f"{API}/openapi.json", app)
    for operation in schema.get_all_operations():
        statuses |= hammered(operation.ok(), mode, julian, suit.rpartition("/")[2])
    assert {200, 404, 409} <= statuses
    assert mode is GenerationMode.POSITIVE or {400, 422} <= statuses


def hammered(operation: Any, mode: GenerationMode, program: Program, ref: str) -> set[int]:
    """The statuses that an operation answers with; half of what is sent goes to an order that is there."""
    statuses = set()

    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        database=None,
        derandomize=True,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy(generation_mode=mode))
    def sent(case):
        if len(statuses) % 2 == 0 and "ref" in (case.path_parameters or {}):
            case.path_parameters |= {"ref": ref} | {
                k: v for k, v in REAL.items() if k in case.path_parameters
            }
        # In process there is no client that unpacks what is compressed.
        headers = {"Authorization": f"Bearer {program.token}", "Accept-Encoding": "identity"}
        answer = case.call_and_validate(headers=headers, checks=CHECKS)
        statuses.add(answer.status_code)

    sent()
    return statuses
