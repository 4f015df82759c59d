"""The OpenAPI document, read from the addresses themselves: what each view says that it takes and answers."""

import re
from collections.abc import Iterator
from typing import Any, Literal

from flask import Flask, current_app
from pydantic import BaseModel
from pydantic.json_schema import models_json_schema
from werkzeug.routing import BaseConverter, Rule

from portal.api import failures
from portal.api.operations import Operation
from portal.api.reading import JSON
from portal.kernel import details

Json = dict[str, Any]
Mode = Literal["validation", "serialization"]
REF = "#/components/schemas/{model}"
VERSION = "1.0.0"
ABOUT = """Everything that the pages can do, by the same rules. Every request carries a token of one person
(`Authorization: Bearer …`) and sees what that person sees. Every POST, PUT and DELETE may carry an
`Idempotency-Key`: the same key again gives the first answer, and nothing is done twice."""
SHAPES: dict[int, type[BaseModel]] = {422: failures.Mistakes}
ALWAYS, WITH_BODY, WITH_ORDER, WRITES = (401, 429, 503), (400, 413, 415, 422), (404,), (400, 403, 409)


class Key(BaseConverter):
    """A short word in an address: an order's ref, or the key of a stage, a line or a block."""

    regex = "[A-Za-z0-9][A-Za-z0-9._-]{0,79}"


def document(app: Flask) -> Json:
    """The whole document."""
    known = list(_operations(app))
    shapes, components = _schemas([operation for _, operation in known])
    paths: dict[str, Json] = {}
    for rule, operation in known:
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
            paths.setdefault(_path(rule), {})[method.lower()] = _described(rule, method, operation, shapes)
    return {
        "openapi": "3.1.0",
        "info": {"title": "Common Thread", "version": VERSION, "description": ABOUT},
        "paths": paths,
        "components": {
            "schemas": components,
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
        },
        "security": [{"token": []}],
    }


def _operations(app: Flask) -> Iterator[tuple[Rule, Operation]]:
    for rule in app.url_map.iter_rules():
        said = getattr(app.view_functions[rule.endpoint], "operation", None)
        if said is not None:
            yield rule, said


def _schemas(operations: list[Operation]) -> tuple[dict[type[BaseModel], Json], Json]:
    """Where each shape is found, and all of them by name."""
    told: set[type[BaseModel]] = {failures.Problem, failures.Mistakes, failures.TwoValues}
    told |= {one.answer for one in operations}
    said = {one.takes for one in operations if one.takes}
    wanted: list[tuple[type[BaseModel], Mode]] = [(shape, "serialization") for shape in told]
    wanted += [(shape, "validation") for shape in said]
    places, whole = models_json_schema(wanted, ref_template=REF)
    return {shape: places[shape, mode] for shape, mode in wanted}, dict(sorted(whole["$defs"].items()))


def _path(rule: Rule) -> str:
    return re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", rule.rule)


def _described(rule: Rule, method: str, operation: Operation, shapes: dict[type[BaseModel], Json]) -> Json:
    """One operation: its sentence, what it takes, and every answer it can give."""
    view = current_app.view_functions[rule.endpoint]
    summary = (view.__doc__ or "").strip().split("\n")[0]
    told: Json = {"operationId": rule.endpoint.partition(".")[2], "summary": summary}
    told["parameters"] = [*_in_path(rule), *_in_query(operation), *_in_header(method)]
    if operation.takes:
        content = {JSON: {"schema": shapes[operation.takes]}}
        told["requestBody"] = {"required": True, "content": content}
    if getattr(view, "door", "") == "public":
        told["security"] = []
    success = {"description": "Done.", "content": {JSON: {"schema": shapes[operation.answer]}}}
    if operation.status == 201:
        success["headers"] = {"Location": {"schema": {"type": "string"}}}
    problems = {
        str(status): _problem(status, operation, shapes) for status in _statuses(rule, method, operation)
    }
    return told | {"responses": {str(operation.status): success} | problems}


def _in_path(rule: Rule) -> list[Json]:
    schema = {"type": "string", "pattern": f"^{Key.regex}$"}
    return [
        {"name": name, "in": "path", "required": True, "schema": schema} for name in sorted(rule.arguments)
    ]


def _in_query(operation: Operation) -> list[Json]:
    properties = operation.query.model_json_schema()["properties"] if operation.query else {}
    return [{"name": name, "in": "query", "schema": schema} for name, schema in properties.items()]


def _in_header(method: str) -> list[Json]:
    schema = {"type": "string", "minLength": 8, "maxLength": 120}
    return [] if method == "GET" else [{"name": "Idempotency-Key", "in": "header", "schema": schema}]


def _statuses(rule: Rule, method: str, operation: Operation) -> list[int]:
    """Every status but success that this operation can answer with."""
    found = set(ALWAYS)
    found |= set(WRITES) if method != "GET" else set()
    found |= set(WITH_BODY) if operation.takes else set()
    found |= {404, 422} if operation.query else set()
    found |= set(WITH_ORDER) if rule.arguments or operation.status == 201 else set()
    return sorted(found)


def _problem(status: int, operation: Operation, shapes: dict[type[BaseModel], Json]) -> Json:
    schema = shapes[SHAPES.get(status, failures.Problem)]
    if status == 409 and operation.clashes:
        schema = {"anyOf": [shapes[failures.TwoValues], schema]}
    return {"description": details.SAID[status][1], "content": {details.CONTENT: {"schema": schema}}}
