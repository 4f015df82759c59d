"""Deeds that both sides feel ask why first: a page with the question, then the deed with its reason."""

from collections.abc import Callable

from flask import Response, request

from portal.cases import forms, queries
from portal.cases.views import render
from portal.kernel.doors import me
from portal.kernel.http import again, done


def with_reason(
    case: queries.Case, deed: str, what: str, do: Callable[[str], str | None], back: str
) -> Response | str:
    """Ask why; or do it with the reason that was given, and go `back`. A missing reason is asked for again.

    `what` is the title of what the deed is about. Where `do` returns an address, that is where it goes.
    """
    if request.method == "GET":
        return render.reason(case, deed, what)
    ref, form = case.ref, forms.WhyForm(request.form)
    if not form.validate():
        return again(lambda: render.reason(queries.get(me(), ref), deed, what, form.problems))
    return done(do(str(form.why.data)) or back)
