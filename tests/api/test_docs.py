"""Every example of docs/api.md works as it is written, one after the other."""

import re
import shlex
from pathlib import Path

from tests.api.program import API, Program

PAGE = (Path(__file__).parents[2] / "docs" / "api.md").read_text()
COMMANDS = [
    shlex.split(command)
    for block in re.findall(r"```sh\n(.*?)```", PAGE, re.DOTALL)
    for command in re.sub(r"\\\n", " ", block).splitlines()
    if command.startswith("curl ")
]


def run(command: list[str], program: Program, known: dict[str, str]):
    """Do what a curl command does."""
    words = [re.sub(r"\$(\w+)", lambda name: known[name[1]], word) for word in command[1:]]
    headers, method, body = {}, "", None
    while words:
        word = words.pop(0)
        if word == "-H":
            name, _, value = words.pop(0).partition(": ")
            headers[name] = value
        elif word == "-X":
            method = words.pop(0)
        elif word == "--json":
            body, method = words.pop(0), method or "POST"
            headers["Content-Type"] = "application/json"
        else:
            address = word
    return program.visitor.open(address, method=method or "GET", data=body, headers=headers, bare=True)


def test_every_example_works(julian):
    known = {"HOUSE": "", "TOKEN": julian.token, "ACCOUNT": "okoro"}
    assert len(COMMANDS) == 8
    for command in COMMANDS:
        answer = run(command, julian, known)
        assert answer.status_code in (200, 201), (command, answer.text)
        if answer.status_code == 201:
            known["ORDER"] = answer.json["ref"]


def test_the_page_names_every_kind_of_problem_and_every_address(nobody):
    document = nobody.get(f"{API}/openapi.json").json
    for path in document["paths"]:
        last = path.rpartition("/")[2]
        assert last.startswith("{") or last in PAGE, path
    kinds = set(re.findall(r"^\| \d{3} \| `([a-z-]+)` \|", PAGE, re.MULTILINE))
    assert len(kinds) == 14
