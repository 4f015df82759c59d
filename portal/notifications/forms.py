"""What the pages of letters may be told."""

from wtforms import HiddenField, IntegerField, SelectField, StringField, validators

from portal.kernel import abroad
from portal.kernel.forms import Form
from portal.people import devices
from portal.people.choices import among
from portal.people.model import LETTERS
from workflows.language import N_

CHOICES = list(LETTERS.items())
OF_ORDER = [("", N_("as for all my orders")), *CHOICES]


class AllForm(Form):
    """Which letters somebody wants about their orders."""

    how = SelectField(choices=among(CHOICES))


class OrderForm(Form):
    """Which letters somebody wants about one order."""

    how = SelectField(choices=among(OF_ORDER))


class DeviceForm(Form):
    """What a browser says of itself, so that it can be told: where, and its keys."""

    endpoint = HiddenField(validators=[validators.InputRequired(), validators.Length(max=abroad.LONGEST)])
    theirs = HiddenField(validators=[validators.InputRequired(), validators.Length(max=devices.LONGEST_KEY)])
    secret = HiddenField(
        validators=[validators.InputRequired(), validators.Length(max=devices.LONGEST_SECRET)]
    )


class WhichForm(Form):
    """The number of a mail."""

    number = IntegerField()


class HandForm(WhichForm):
    """Who a mail is handed to, by short name."""

    to = StringField(validators=[validators.InputRequired(N_("Choose somebody."))])


class ComplainForm(Form):
    """Into which complaint a mail goes, or of which customer it is a new one."""

    complaint = StringField()
    customer = StringField(filters=[lambda said: (said or "").strip()[:254]])


class PutForm(Form):
    """Into which order a mail goes."""

    ref = StringField(validators=[validators.InputRequired(N_("Choose an order."))])
