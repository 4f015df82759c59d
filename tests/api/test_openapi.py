"""The document says everything that the API does, and no more."""

from openapi_spec_validator import validate

from tests.api.program import API


def addresses(app):
    """Every address of the API with its methods, as the app routes it."""
    for rule in app.url_map.iter_rules():
        if rule.endpoint.startswith("api.") and rule.endpoint != "api.document":
            for method in rule.methods - {"HEAD", "OPTIONS"}:
                yield rule.rule.replace("<key:", "{").replace(">", "}"), method.lower()


def test_the_document_is_sound_and_open_to_everybody(nobody):
    document = nobody.get(f"{API}/openapi.json", status=200).json
    validate(document)
    assert document["openapi"] == "3.1.0"
    assert "pydantic" not in str(document)


def test_every_address_is_in_the_document(app, nobody):
    document = nobody.get(f"{API}/openapi.json").json
    written = {(path, method) for path, methods in document["paths"].items() for method in methods}
    assert written == set(addresses(app))


def test_every_operation_names_itself_its_answers_and_what_it_needs(nobody):
    document = nobody.get(f"{API}/openapi.json").json
    names = []
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            names.append(operation["operationId"])
            answers = set(operation["responses"])
            assert operation["summary"].endswith(".")
            assert {"401", "429", "503"} < answers and ({"200"} < answers or {"201"} < answers)
            assert ("404" in answers) == ("{ref}" in path or path in (f"{API}/orders", f"{API}/find")), path
            assert (method == "get") or {"400", "403", "409"} < answers
            assert ("422" in answers) or "requestBody" not in operation
    assert len(names) == len(set(names))
