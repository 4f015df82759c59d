"""What every answer says of itself: what may run in it, how it may be shown, and who may keep it."""

import re

from flask import Response, request

POLICY = "; ".join(
    [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data: blob:",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "manifest-src 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    ]
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(self), geolocation=(), microphone=()",
}
ANSWERED = "answered"  # the cookie that tells a page of the house that its form came through
KEY = re.compile(r"[\w-]{8,120}", re.ASCII)
VARY = ("Cookie", "HX-Request", "HX-Request-Type", "HX-Boosted", "HX-History-Restore-Request")


def dress(response: Response) -> Response:
    """Give an answer the headers that it does not have yet."""
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    if request.endpoint == "static":
        # A font never changes under its name, so no page asks for it twice.
        lasts = "v" in request.args or request.path.startswith("/static/fonts/")
        response.headers["Cache-Control"] = "public, max-age=31536000, immutable" if lasts else "no-cache"
        return response
    _say_answered(response)
    response.headers.setdefault("Cache-Control", "private, no-store")
    response.vary.update(VARY)
    if request.is_secure:
        response.headers["Strict-Transport-Security"] = "max-age=31536000"
    return response


def _say_answered(response: Response) -> None:
    """Tell the page which form was answered, so that it need not wait in the browser to be sent again.

    The one-time key opens nothing: it was used just now. A fault of ours answers nothing.
    """
    sent = request.form.get("once", "") if "form" in request.__dict__ and request.method == "POST" else ""
    if KEY.fullmatch(sent) and response.status_code < 500:
        response.set_cookie(ANSWERED, sent, max_age=600, secure=request.is_secure, samesite="Lax")
