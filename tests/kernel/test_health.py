"""Whoever watches over the server is told whether it lives and whether it can serve."""

from sqlalchemy import text


def test_it_lives_and_is_ready_only_with_the_tables_it_needs(nobody, unit):
    assert nobody.open("/healthz", method="GET").status_code == 200
    assert nobody.open("/readyz", method="GET").text == "ok\n"
    with unit() as session:
        session.execute(text("UPDATE alembic_version SET version_num = 'older'"))
    answer = nobody.open("/readyz", method="GET", status=503)
    assert (answer.status_code, answer.text) == (503, "not ready\n")
