"""What a reader says when something that was written does not fit its line."""


class Invalid(ValueError):
    """What was written does not fit the line; the message is a sentence for the person who wrote it.

    `suggestion` is what they may have meant, written so that it reads well and fits; empty when unknown.
    """

    def __init__(self, message: str, suggestion: str = "") -> None:
        super().__init__(message)
        self.suggestion = suggestion
