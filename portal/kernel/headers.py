"""What every answer says of itself: what may run in it, how it may be shown, and who may keep it."""

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
    response.headers.setdefault("Cache-Control", "private, no-store")
    response.vary.update(VARY)
    if request.is_secure:
        response.headers["Strict-Transport-Security"] = "max-age=31536000"
    return response
