"""Many small looks in one test: a test costs more than most of them."""

from collections.abc import Callable, Iterable
from functools import partial
from typing import Any


def all_hold(looks: Iterable[tuple[str, Callable[[], object]]]) -> None:
    """Take each of these looks, and say of every one that fails what was wrong, by its name."""
    wrong = []
    for name, look in looks:
        try:
            look()
        except Exception as error:
            wrong.append(f"{name}: {type(error).__name__}: {error}")
    assert not wrong, "\n".join(wrong)


def each(things: Iterable[Any]) -> Callable[[Callable[[Any], None]], Callable[[], None]]:
    """Make one test of a look at each of these."""

    def of(look: Callable[[Any], None]) -> Callable[[], None]:
        def test() -> None:
            all_hold((str(one), partial(look, one)) for one in things)

        test.__name__, test.__doc__ = look.__name__, look.__doc__
        return test

    return of
