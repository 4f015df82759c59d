"""Where everybody stands around the customer: nobody on another, every tie from a mark to the middle."""

import re
from itertools import combinations

import pytest

from workflows import rings, strands


@pytest.mark.parametrize("people", [0, 1, 2, 6, 8])
@pytest.mark.parametrize("count", range(1, rings.MOST_AROUND + 1))
def test_nobody_stands_on_anybody(count, people):
    middle = rings.middle(people)
    spots = rings.around(middle, count)
    assert len(spots) == count
    for spot in spots:
        left, wide = spot.words
        assert left >= 0 and left + wide <= rings.WIDTH and wide >= 150
        assert 20 < spot.y < middle.whole - 20
        assert not middle.holds(spot.x, spot.y)
        assert not middle.holds(*spot.start) and not middle.holds(*spot.end)
        assert middle.holds(
            *((of * 0.98 + to * 0.02) for of, to in zip(spot.end, middle.centre, strict=True))
        )
    for one, other in combinations(spots, 2):
        assert abs(one.x - other.x) > 200 or abs(one.y - other.y) >= 70, (one, other)


def test_they_stand_as_one_reads():
    spots = rings.around(rings.middle(6), 8)
    assert [(one.y, one.x) for one in spots] == sorted((one.y, one.x) for one in spots)


def test_two_strands_leave_gaps_where_the_other_passes_over():
    gold, blue = strands.twist((0, 0), (96, 0))
    assert gold != blue and gold.count("M") + blue.count("M") == 2 + 7  # a gap at each of seven crossings
    heights = [float(y) for _x, y in re.findall(r"([\d.-]+) ([\d.-]+)", gold)]
    assert max(heights) <= strands.WIDE and min(heights) >= -strands.WIDE
    assert strands.straight((0, 0), (3, 4)) == "M0.0 0.0L3.0 4.0"
