"""What the server says of itself: one JSON object a line, never a person's words or a variable's value."""

import structlog


def install() -> None:
    """Write every log line as JSON, with the trace of a fault but without what its variables held."""
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            structlog.processors.JSONRenderer(),
        ]
    )
