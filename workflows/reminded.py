"""What is written down when one side reminds the other."""

from workflows.records import Mark


class Reminded(Mark):
    """A side was reminded of what waits for it, in these words."""

    words: str
