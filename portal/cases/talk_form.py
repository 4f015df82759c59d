"""What a page says when somebody talks: in the room of their own side, or to everyone in the order."""

from wtforms import StringField, validators

from portal.kernel.forms import Form
from workflows.language import N_


class RoomForm(Form):
    """Something said in the room of one's own side."""

    text = StringField(validators=[validators.InputRequired(N_("There is nothing written yet."))])


class SayForm(RoomForm):
    """Something said to everyone in the order."""

    place = StringField()  # of the order, as `workflows.talk` names it
