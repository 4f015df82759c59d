"""What the pages of events behind complaints may be told."""

from portal.complaints.forms import AssessForm
from portal.complaints.inputs import YES_NO, choice, day, one_line, text
from portal.kernel.forms import Form
from workflows.language import N_


class EventForm(AssessForm):
    """What happened to many at once, and how grave it is."""

    title = one_line(
        N_("What happened, in a few words?"),
        N_("Everybody who complained of it reads this. Such as: the store stood under water."),
        needed=N_("Write in a few words what happened."),
        most=120,
    )
    happened = day(N_("When did it happen?"), needed=N_("Write the day on which it happened."), ahead=False)
    known = text(
        N_("What we understood"),
        N_("Each of them reads it, and says whether that is it or puts it right. Name no customer."),
        needed=N_("Write what we understood."),
        most=2000,
    )
    offered = choice(
        N_("Is everybody who says from now on that something is wrong asked whether it is this?"),
        YES_NO,
        N_("Then every customer may read what it is called and when it was."),
        needed=N_("Say whether they are asked."),
    )


class LookForm(Form):
    """Among which complaints one looks for those that came of an event."""

    having = one_line(N_("With these words in the first sentence"), most=80)
    since = day(N_("Since when?"), ahead=False)


class AllForm(Form):
    """The letter to all."""

    words = text(N_("Your letter to all"), needed=N_("Write your letter first."))


class HandOverForm(Form):
    """Another executive."""

    person = one_line(N_("Who answers it from now on?"), needed=N_("Choose somebody."))
