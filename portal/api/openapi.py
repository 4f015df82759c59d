"""The OpenAPI document, read from the addresses themselves: what each view says that it takes and answers."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any, Literal, NamedTuple

from flask import Flask, json
from pydantic import BaseModel
from pydantic.json_schema import models_json_schema
from werkzeug.routing import BaseConverter, Rule

from portal.api import failures
from portal.api.operations import Operation
from portal.api.reading import JSON
from portal.kernel import details

Json = dict[str, Any]
Shapes = dict[type[BaseModel], Json]
Mode = Literal["validation", "serialization"]
REF = "#/components/schemas/{model}"
VERSION = "1.0.0"
ABOUT = """Everything that the pages can do, by the same rules. Every request carries a token of one person
(`Authorization: Bearer …`) and sees what that person sees. Every POST, PUT and DELETE may carry an
`Idempotency-Key`: the same key again gives the first answer, and nothing is done twice."""
# Which problems come from where; 404 wherever an address names something, or a body an account.
ALWAYS, WRITES, WITH_BODY, WITH_QUERY = (401, 429, 503), (400, 403, 409), (400, 413, 415, 422), (404, 422)


class Key(BaseConverter):
    """A short word in an address: an order's ref, or the key of a stage, a line or a block."""

    regex = "[A-Za-z0-9][A-Za-z0-9._-]{0,79}"


@cache
def text(app: Flask) -> str:
    """The whole document as it is sent; it stays as it is while the app runs."""
    return json.dumps(document(app), sort_keys=False)


def document(app: Flask) -> Json:
    """The whole document."""
    known = list(_addresses(app))
    shapes, components = _schemas([one.operation for one in known])
    paths: dict[str, Json] = {}
    for one in known:
        paths.setdefault(one.path, {})[one.method.lower()] = _described(one, shapes)
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


class Address(NamedTuple):
    """One address with one method: its name, what its view says of itself, and its shapes."""

    rule: Rule
    method: str
    summary: str
    operation: Operation

    @property
    def path(self) -> str:
        """The address as the document writes it."""
        return re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", self.rule.rule)

    @property
    def statuses(self) -> list[int]:
        """Every status but success that comes from here."""
        found = {*ALWAYS}
        found |= {*WRITES} if self.method != "GET" else set()
        found |= {*WITH_BODY} if self.operation.takes else set()
        found |= {*WITH_QUERY} if self.operation.query else set()
        found |= {404} if self.rule.arguments or self.operation.status == 201 else set()
        return sorted(found)


def _addresses(app: Flask) -> Iterator[Address]:
    for rule in app.url_map.iter_rules():
        view = app.view_functions[rule.endpoint]
        if hasattr(view, "operation"):
            for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
                yield Address(rule, method, (view.__doc__ or "").strip().split("\n")[0], view.operation)


def _schemas(operations: list[Operation]) -> tuple[Shapes, Json]:
    """Where each shape is found, and all of them by name."""
    told: set[type[BaseModel]] = {
        failures.Problem,
        failures.Mistakes,
        failures.TwoValues,
        failures.PricedNow,
    }
    told |= {one.answer for one in operations}
    said = {one.takes for one in operations if one.takes}
    wanted: list[tuple[type[BaseModel], Mode]] = [(shape, "serialization") for shape in told]
    wanted += [(shape, "validation") for shape in said]
    places, whole = models_json_schema(wanted, ref_template=REF)
    return {shape: places[shape, mode] for shape, mode in wanted}, dict(sorted(whole["$defs"].items()))


def _described(one: Address, shapes: Shapes) -> Json:
    """One operation: its sentence, what it takes, and every answer it can give."""
    operation = one.operation
    told: Json = {"operationId": one.rule.endpoint.partition(".")[2], "summary": one.summary}
    told["parameters"] = [*_in_path(one.rule), *_in_query(operation), *_in_header(one.method)]
    if operation.takes:
        told["requestBody"] = {"required": True, "content": {JSON: {"schema": shapes[operation.takes]}}}
    success: Json = {"description": "Done.", "content": {JSON: {"schema": shapes[operation.answer]}}}
    if operation.status == 201:
        success["headers"] = {"Location": {"schema": {"type": "string"}}}
    problems = {str(status): _problem(status, operation, shapes) for status in one.statuses}
    return told | {"responses": {str(operation.status): success} | problems}


def _in_path(rule: Rule) -> list[Json]:
    schema = {"type": "string", "pattern": f"^{Key.regex}$"}
    names = sorted(rule.arguments)
    return [{"name": name, "in": "path", "required": True, "schema": schema} for name in names]


def _in_query(operation: Operation) -> list[Json]:
    whole = operation.query.model_json_schema() if operation.query else {}
    needed = whole.get("required", [])
    return [
        {"name": name, "in": "query", "schema": schema} | ({"required": True} if name in needed else {})
        for name, schema in whole.get("properties", {}).items()
    ]


def _in_header(method: str) -> list[Json]:
    schema = {"type": "string", "minLength": 8, "maxLength": 120}
    return [] if method == "GET" else [{"name": "Idempotency-Key", "in": "header", "schema": schema}]


def _problem(status: int, operation: Operation, shapes: Shapes) -> Json:
    schema = shapes[failures.Mistakes if status == 422 else failures.Problem]
    if status == 409:
        special: list[tuple[bool, type[BaseModel]]] = [
            (operation.clashes, failures.TwoValues),
            (operation.priced, failures.PricedNow),
        ]
        of_its_own = [shapes[kind] for may, kind in special if may]
        schema = {"anyOf": [*of_its_own, schema]} if of_its_own else schema
    return {"description": details.SAID[status][1], "content": {details.CONTENT: {"schema": schema}}}
