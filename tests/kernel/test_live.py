"""The pulse: who follows a name is woken when it moves, in any process, and never by what was undone."""

import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress

import pytest

from portal.kernel import live
from portal.kernel.alarms import alarm
from portal.kernel.live import OF_ONE_PERSON, Listener, Switchboard, TooMany, stream
from portal.kernel.pulse import beat


class Undone(Exception):
    """Whatever goes wrong after a beat."""


@contextmanager
def taken_back(database) -> Iterator[None]:
    """A unit of work whose deed fails at its end."""
    with pytest.raises(Undone), database.unit(write=True):
        yield
        raise Undone


def say(database, name: str) -> None:
    """Somebody else does something with what has this name."""
    with database.unit(write=True):
        beat(name)


def test_a_beat_is_heard_once_it_is_committed_and_only_by_its_name(own_database):
    with closing(alarm(own_database.bind)) as waker:
        waker.moved(["case:1", "case:2"], 0.05)  # what is new to it counts as moved
        assert waker.moved(["case:1", "case:2"], 0.05) == set()
        with taken_back(own_database):
            beat("case:1")
        assert waker.moved(["case:1", "case:2"], 0.2) == set()
        say(own_database, "case:2")
        say(own_database, "case:3")
        assert waker.moved(["case:1", "case:2"], 5) == {"case:2"}


def test_a_listener_is_woken_by_another_hand_and_told_the_newest(own_database):
    board, listener, heads = Switchboard(own_database), Listener(1, "a-tab", ["case:7"]), {"order": 41}
    frames = stream(board, listener, {"order": 40}, lambda: dict(heads))
    assert next(frames).startswith("retry: ")
    assert next(frames) == "id: 41\nevent: order\ndata: 41\n\n"
    heads["order"] = 43

    def later() -> None:
        time.sleep(0.3)
        say(own_database, "case:7")

    other = threading.Thread(target=later)
    begun = time.monotonic()
    other.start()
    assert next(frames) == "id: 43\nevent: order\ndata: 43\n\n"
    assert time.monotonic() - begun < 4, "it was not woken, it looked up by itself"
    other.join()
    frames.close()


def test_whoever_may_not_listen_any_more_is_told_so_and_nothing_else(own_database):
    answers = iter([{"order": 5, "room": "a"}, None])
    frames = stream(
        Switchboard(own_database), Listener(1, "a-tab", ["x"]), {"order": 5}, lambda: next(answers)
    )
    said = []
    for frame in frames:
        said.append(frame)
        say(own_database, "x")
    assert said[1] == "event: room\ndata: a\n\n"
    assert said[-1] == "event: ended\ndata: ended\n\n"
    assert "5" not in "".join(said[1:])


def test_one_person_follows_few_and_a_tab_that_comes_back_takes_its_own_place(own_database):
    board = Switchboard(own_database)
    own = [Listener(1, f"tab-{n}", ["x"]) for n in range(OF_ONE_PERSON)]
    held = [stream(board, one, {}, lambda: {"order": 1}) for one in own]
    for listener, frames in zip(own, held, strict=True):
        board.admit(listener)
        assert [next(frames), next(frames)][1].startswith("id: 1")
    with pytest.raises(TooMany):
        board.admit(Listener(1, "one-more", ["x"]))
    board.admit(Listener(2, "of somebody else", ["x"]))
    back = Listener(1, "tab-0", ["x"])
    board.admit(back)
    again = stream(board, back, {}, lambda: {"order": 1})
    assert [next(again), next(again)][1].startswith("id: 1")
    assert list(held[0]) == [], "its old stream ends"
    for one in [again, *held]:
        one.close()
    board.admit(Listener(1, "one-more", ["x"]))


def test_a_thousand_at_the_very_same_moment_get_no_more_than_there_are(own_database):
    """They are admitted before any of them begins: a place is taken at the door."""
    board, mine = Switchboard(own_database), []
    for number in range(1_000):
        with suppress(TooMany):
            board.admit(one := Listener(1, f"tab-{number}", ["x"]))
            mine.append(one)
    assert len(mine) == OF_ONE_PERSON
    others = 0
    with pytest.raises(TooMany):
        for person in range(2, 1_000):
            board.admit(Listener(person, "tab", ["x"]))
            others += 1
    assert others == board.most - OF_ONE_PERSON
    board.dismiss(mine[0])  # its reader went before it began
    board.admit(Listener(3, "another", ["x"]))


def test_who_follows_is_woken_again_once_a_server_that_went_away_is_back(own_database, monkeypatch):
    """A driver raises errors of its own where no statement is under way; the one thread must outlive them."""
    away = iter([OSError("no such socket"), ValueError("closed")])

    def asked(engine):
        if error := next(away, None):
            raise error
        return alarm(engine)

    monkeypatch.setattr(live, "alarm", asked)
    monkeypatch.setattr(live, "REST", 0.01)
    board, listener = Switchboard(own_database), Listener(1, "tab", ["case:1"])
    with board.following(listener):
        for _ in range(100):
            say(own_database, "case:1")
            if listener.wait(0.1):
                return
    pytest.fail("nobody is woken any more")


def test_a_stream_ends_when_the_server_is_told_to_stop(own_database):
    board = Switchboard(own_database)
    frames = stream(board, Listener(1, "a-tab", ["x"]), {"order": 1}, lambda: {"order": 1})
    assert next(frames).startswith("retry")
    board.going_on = lambda: False
    assert list(frames) == []
