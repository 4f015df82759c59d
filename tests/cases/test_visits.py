"""What is new since somebody was here, for each of them by themselves."""

from datetime import timedelta

from portal.cases import actions
from portal.kernel import clock

NEW = '<span class="new">new</span>'


def test_what_others_wrote_since_the_last_visit_is_new_on_coming_back(as_, cast, cloth):
    now = clock.now()
    julian = as_(cast.julian)
    assert NEW not in julian.get(cloth.at(), status=200).text  # a first visit: all of it is
    with clock.as_of(now + timedelta(minutes=50)):
        cloth.put(cast.marian, "cloth.code", "W 81")
        cloth.put(cast.julian, "cloth.pattern", "plain")
    with clock.as_of(now + timedelta(hours=2)):
        page = julian.get(cloth.at(), status=200).text
        assert page.count(NEW) == 1  # not what he wrote himself
        assert "New since you were here" in page
    with clock.as_of(now + timedelta(hours=2, minutes=10)):
        assert NEW in julian.get(cloth.at(), status=200).text  # still the same visit
    with clock.as_of(now + timedelta(hours=4)):
        assert NEW not in julian.get(cloth.at(), status=200).text
    with clock.as_of(now + timedelta(hours=4)):
        assert NEW not in as_(cast.marian).get(cloth.at(), status=200).text


def test_what_one_said_oneself_stands_above_what_is_new_and_older(as_, cast, cloth):
    now = clock.now()
    julian = as_(cast.julian)
    julian.get(cloth.at(), status=200)
    with clock.as_of(now + timedelta(hours=1)):
        cloth.put(cast.marian, "cloth.code", "W 81")
    with clock.as_of(now + timedelta(hours=2)):
        cloth.do(cast.julian, actions.say, "Lighter, please")
        page = julian.get(cloth.at(), status=200).text
    log = page[page.index('id="log-list"') :]
    assert log.index("Lighter, please") < log.index("Cloth code: W 81") < log.index("Earlier</p>")


def test_home_counts_what_somebody_has_not_read(as_, cast, cloth):
    cloth.put(cast.marian, "cloth.code", "W 81")
    julian = as_(cast.julian)
    assert "wrote Cloth code: W 81" in julian.get("/home", status=200).text
    julian.get(cloth.at(), status=200)
    assert "wrote Cloth code: W 81" not in julian.get("/home", status=200).text
    assert "wrote Cloth code: W 81" in as_(cast.priya).get("/home", status=200).text


def test_who_may_not_see_an_order_visits_nothing(as_, cast, cloth):
    for outside in (cast.stranger, cast.tom, cast.ada):
        as_(outside).get(cloth.at(), status=404)
