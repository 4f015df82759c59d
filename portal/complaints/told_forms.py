"""Forms in which somebody says what is wrong, or what they heard from a customer."""

from typing import Any

from portal.complaints.inputs import YES_NO, choice, coins, day, money, one_line, read_day, several, text
from portal.complaints.proof import WithFiles
from workflows.complaints.choices import CHANNELS, CONTACTS, HARMS, REMEDIES
from workflows.language import N_


class WrongForm(WithFiles):
    """Something is wrong: one sentence is enough."""

    words = text(
        N_("What is wrong?"),
        N_("One sentence is enough. Write it as you would say it."),
        needed=N_("Write in a sentence what is wrong."),
    )
    remedy = several(N_("What would put it right?"), REMEDIES)
    remedy_words = text(N_("In your words"), most=1000)
    harm = several(N_("What does it do to you?"), HARMS)
    harm_amount = money(N_("What has it cost you so far?"), N_("If you know it."))
    happened_on = day(N_("When did it happen?"), ahead=False)
    contact_by = choice(N_("How shall we reach you?"), CONTACTS)
    about = one_line(N_("Is it about somebody of ours?"))
    care = choice(
        N_("Shall we take particular care?"),
        YES_NO,
        N_("If somebody is ill, in grief or short of money. Only those who deal with it read this."),
    )
    only_me = choice(N_("Does anybody else of yours learn of it?"), YES_NO)
    private = choice(N_("Is there something about health or private life in it?"), YES_NO)
    event = one_line("", most=10)  # the number of one of the events that are offered
    order, stage, place = one_line("", most=60), one_line("", most=60), one_line("", most=200)

    def heard(self) -> dict[str, Any]:
        """What is kept besides the words."""
        return {
            "happened_on": read_day(self.happened_on),
            "harm": tuple(self.harm.data or ()),
            "harm_amount": coins(self.harm_amount.data) or 0,
            "remedy": tuple(self.remedy.data or ()),
            "contact_by": self.contact_by.data or "phone",
            "order": self.order.data or "",
            "stage": self.stage.data or "",
            "place": self.place.data or "",
        }


class HeardForm(WrongForm):
    """What somebody of the house heard, in the customer's words: of which customer, from whom, and how."""

    customer = one_line(N_("Which customer?"))
    other_customer = one_line(
        N_("Another customer"), N_("Its name, or the mail address of whoever told you."), most=254
    )
    person = one_line(N_("Who told you?"))
    told_by = one_line(
        N_("Somebody else of theirs"), N_("Their name, if they do not sign in here."), most=120
    )
    channel = choice(N_("How did you hear it?"), CHANNELS, needed=N_("Choose how you heard it."))
