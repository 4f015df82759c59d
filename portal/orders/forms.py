"""What the pages above a single order are asked."""

from wtforms import StringField, validators

from portal.kernel.forms import Form
from workflows.language import N_


class NeedForm(Form):
    """A new need: one sentence is enough. Conditions come as pairs of `condition` and `how`."""

    need = StringField(
        validators=[validators.InputRequired(N_("Say what you need first; one sentence is enough."))]
    )
    wanted_by = StringField()
    title = StringField()
    account = StringField()
    workflow = StringField()


class ListForm(Form):
    """What a list of orders is narrowed to."""

    q = StringField(filters=[lambda text: " ".join((text or "").split())[:200]])
    status = StringField()
    turn = StringField()
    account = StringField()
    workflow = StringField()
    stage = StringField()
    due = StringField()
    sort = StringField()
    after = StringField()
