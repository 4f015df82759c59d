"""Lines to read into and show from, and the sentence with which a value is refused."""

from typing import Any

import pytest

from tests.workflows.speaking import spoken
from workflows.grammar import Field
from workflows.values import Invalid, read, show


def line(kind: str, label: str = "Chest", **words: Any) -> Field:
    """A line of this type."""
    return Field.model_validate({"key": "chest", "label": label, "type": kind, **words})


def choices(*labels: str) -> list[dict[str, str]]:
    """Choices with these labels; their keys are the labels in small letters."""
    return [{"key": label.lower().replace(" ", "_"), "label": label} for label in labels]


def kept(field: Field, raw: object, currency: str = "GBP") -> Any:
    """What is stored; and what is stored reads as itself."""
    value = read(field, raw, currency=currency)
    assert read(field, value, currency=currency) == value
    return value


def words(field: Field, raw: object, currency: str = "GBP", locale: str = "en_GB", **manner: Any) -> str:
    """What was written, read and shown again."""
    value = kept(field, raw, currency)
    with spoken(locale):
        return show(field, value, **manner)


def refused(field: Field, raw: object, currency: str = "GBP") -> tuple[str, str]:
    """The sentence with which it is refused, and what is suggested instead."""
    with pytest.raises(Invalid) as invalid:
        read(field, raw, currency=currency)
    return str(invalid.value), invalid.value.suggestion
