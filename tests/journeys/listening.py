"""An ear on every page: what the browser complains about, and answers that no page of ours may give."""

import re

from playwright.sync_api import BrowserContext, ConsoleMessage, Response, WebError

# The browser notes each refused form in its console; a refusal is an answer of ours, not a fault.
# So does each connection that a test cuts; our server never resets one.
AN_ANSWER = re.compile(
    r"Failed to load resource: "
    r"(.* status of (400|401|403|404|405|409|413|422|429)\b"
    r"|net::ERR_(CONNECTION_RESET|INTERNET_DISCONNECTED))"
)


class Ear:
    """Hears a browser context from now on; `silent()` is the proof that nothing was wrong."""

    def __init__(self, context: BrowserContext) -> None:
        self.heard: list[str] = []
        context.on("console", self._console)
        context.on("weberror", self._error)
        context.on("response", self._response)

    def silent(self) -> None:
        """Complain about everything that was heard, once."""
        heard, self.heard = self.heard, []
        assert not heard, "\n".join(dict.fromkeys(heard))

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning") and not AN_ANSWER.match(message.text):
            self.heard.append(f"console, at {_place(message)}: {message.text}")

    def _error(self, error: WebError) -> None:
        self.heard.append(f"script: {error.error}")

    def _response(self, response: Response) -> None:
        if response.status >= 500:
            self.heard.append(f"{response.status} for {response.request.method} {response.url}")


def _place(message: ConsoleMessage) -> str:
    return message.page.url if message.page else "?"
