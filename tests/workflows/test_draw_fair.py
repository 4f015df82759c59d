"""That the draw is fair over many months, whoever was away, ill or barred, and however much came in."""

import random
from collections import deque
from datetime import UTC, date, datetime

from workflows.complaints.draw import Executive, Waiting, draw, replay, share

NOVEMBER = date(2026, 11, 1)
SENT = datetime(2026, 11, 2, 16, 30, tzinfo=UTC)


def waiting(number):
    return Waiting(number=number, severity=3, complexity=3, impact="one", since=SENT)


class Month:
    """A month of the simulation: who is away when, what comes in, and what becomes of it."""

    def __init__(self, chance, past):
        self.chance, self.days = chance, chance.randint(19, 23)
        self.past = {
            handle: [sum(each) for each in zip((0, 0), *past[handle], strict=True)] for handle in past
        }
        self.away = {handle: self.absence(0.4) for handle in past}
        self.served = dict.fromkeys(past, 0)
        self.gave_up = dict.fromkeys(past, 0)  # when they handed one on, as counted by `self.clock`
        self.share_since = dict.fromkeys(past, 0)
        self.chose = {handle: [] for handle in past}
        self.given = {}  # to each: when, and the shares of those who were free for the last that was drawn
        self.plain = set(past)  # neither away, barred, ill, choosing nor handing on in all the month
        self.clock = 0

    def absence(self, likely):
        if self.chance.random() > likely:
            return range(0)
        first = self.chance.randrange(self.days)
        return range(first, min(self.days, first + self.chance.randint(1, self.days)))

    def team(self, day, barred=()):
        for handle, (served, whole) in self.past.items():
            away = day in self.away[handle]
            if away or handle in barred:
                self.plain.discard(handle)
            yield Executive(
                handle=handle,
                present=self.days - len(self.away[handle]),
                days=self.days,
                served=self.served[handle],
                earlier_served=served,
                earlier_share=whole,
                away=away,
                barred="conflict" if handle in barred else "",
            )

    def comes_in(self, number, day):
        """A complaint is drawn for; sometimes the customer refuses whom they get, and it is drawn anew."""
        self.clock += 1
        barred = {handle for handle in self.past if self.chance.random() < 0.1}
        chosen = self.drawn(number, day, barred)
        if chosen and self.chance.random() < 0.05:
            self.served[chosen] -= 1
            self.gave_up[chosen] = self.clock = self.clock + 1
            self.drawn(number, day, barred | {chosen})
        if self.chance.random() < 0.05:
            self.something_happens(day)

    def drawn(self, number, day, barred):
        team = list(self.team(day, barred))
        found = draw(waiting(number), team, NOVEMBER)
        assert replay(found.facts) == found.chosen
        free = {one.handle: one.share for one in team if one.here and one.share}
        assert found.chosen in free or not free
        if found.chosen:
            self.served[found.chosen] += 1
        if found.chosen in free:
            self.given[found.chosen] = self.clock, free
        return found.chosen

    def something_happens(self, day):
        """Somebody chooses a complaint themselves, or falls ill until the month ends."""
        self.clock += 1
        handle = self.chance.choice(list(self.past))
        self.plain.discard(handle)
        if self.chance.random() < 0.5:
            self.served[handle] += 1
            self.chose[handle].append(self.clock)
        else:
            self.away[handle] = range(min(day, *self.away[handle][:1], self.days), self.days)
            self.share_since[handle] = self.clock

    def unfair(self):
        """Pairs of whom one has more than one above the other's part, for none of the known reasons."""
        for one, (when, free) in self.given.items():
            more = self.served[one] - 1 - sum(1 for at in self.chose[one] if at > when)
            for other, whole in free.items():
                known = max(self.gave_up[other], self.share_since[other], self.share_since[one]) > when
                if not known and more * whole > self.served[other] * free[one]:
                    yield one, other


def test_in_ten_thousand_months_nobody_is_more_than_one_above_another():
    chance, number, compared = random.Random(7), 1000, 0
    past = {handle: deque(maxlen=11) for handle in ("ada", "bea", "cid", "dee", "eve")}
    for _ in range(10_000):
        month = Month(chance, past)
        for day in sorted(chance.choices(range(month.days), k=chance.choice((1, 2, 3, 4, 8)))):
            number += 1
            month.comes_in(number, day)
        assert list(month.unfair()) == []
        level = [month.served[handle] for handle in month.plain]
        compared += len(level) > 1
        assert not level or max(level) - min(level) <= 1
        for one in month.team(0):
            past[one.handle].append((month.served[one.handle], one.share))
    assert compared > 1000


def two_years(per_month, people, since=0):
    """What each was given in 24 months after `since`; `people` says on how many of 20 days they are here."""
    past = {handle: deque(maxlen=11) for handle in people}
    given, number = dict.fromkeys(people, 0), 1000
    for month in range(since + 24):
        served = dict.fromkeys(people, 0)
        for _ in range(per_month):
            number += 1
            team = [
                Executive(
                    handle=handle,
                    served=served[handle],
                    present=present(month),
                    days=20,
                    away=not present(month),
                    earlier_served=sum(one for one, _ in past[handle]),
                    earlier_share=sum(whole for _, whole in past[handle]),
                )
                for handle, present in people.items()
            ]
            served[draw(waiting(number), team, NOVEMBER).chosen] += 1
        for handle, present in people.items():
            past[handle].append((served[handle], share(3, present(month), 20)))
            given[handle] += served[handle] if month >= since else 0
    return given


def test_over_the_years_who_is_here_less_is_given_less_even_where_few_come_in():
    whole, part = (lambda month: 20), (lambda month: 7)  # 3, and 1.05
    given = two_years(1, {"helena": whole, "gwen": whole, "ruth": part})
    assert sum(given.values()) == 24
    assert abs(given["helena"] - given["gwen"]) <= 1
    assert abs(given["ruth"] - 24 / 7) <= 1


def test_who_comes_back_from_half_a_year_away_finds_nothing_that_gathered():
    whole, back = (lambda month: 20), (lambda month: 20 if month >= 6 else 0)
    given = two_years(2, {"helena": whole, "gwen": whole, "ruth": back}, since=6)
    assert max(given.values()) - min(given.values()) <= 1
