"""A program that uses the API with somebody's token, and what it picks out of the answers."""

from typing import Any

from werkzeug.test import TestResponse

from tests.pages import Visitor

API = "/api/v1"
PROBLEM = "application/problem+json"


class Program:
    """Asks with a token. Every answer must have the status that is expected (200), and no cookie in it."""

    def __init__(self, visitor: Visitor, token: str) -> None:
        self.visitor, self.token = visitor, token

    def ask(
        self, method: str, path: str, said: Any = None, *, status: int = 200, **headers: str
    ) -> TestResponse:
        """Ask; `key=` is the Idempotency-Key."""
        sent = {"Authorization": f"Bearer {self.token}"}
        sent |= {"Idempotency-Key": headers["key"]} if "key" in headers else {}
        body = {} if said is None else {"json": said}
        response = self.visitor.open(
            API + path, method=method, headers=sent, status=status, bare=True, **body
        )
        assert "Set-Cookie" not in response.headers
        assert response.mimetype == ("application/json" if status < 400 else PROBLEM)
        return response

    def get(self, path: str, **expected: Any) -> Any:
        """What GET answers."""
        return self.ask("GET", path, **expected).json

    def post(self, path: str, said: Any = None, **expected: Any) -> Any:
        """What POST answers."""
        return self.ask("POST", path, said, **expected).json

    def put(self, path: str, said: Any = None, **expected: Any) -> Any:
        """What PUT answers."""
        return self.ask("PUT", path, said, **expected).json

    def delete(self, path: str, **expected: Any) -> Any:
        """What DELETE answers."""
        return self.ask("DELETE", path, **expected).json


def found(things: list[dict[str, Any]], key: str) -> dict[str, Any]:
    """The one thing of that key."""
    return next(thing for thing in things if thing["key"] == key)


def stage(order: dict[str, Any], key: str) -> dict[str, Any]:
    """A stage of an order."""
    return found(order["stages"], key)


def line(order: dict[str, Any], place: str) -> dict[str, Any]:
    """A line of an order, at "stage.field"."""
    key, _, field = place.partition(".")
    return found(stage(order, key)["fields"], field)


def kind(problem: dict[str, Any]) -> str:
    """The word that the type of a problem ends in; every problem has the members of RFC 9457."""
    assert {"type", "title", "status", "detail"} <= problem.keys()
    return str(problem["type"].rpartition("/")[2])
