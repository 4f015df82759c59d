"""What is typed about copies."""

from wtforms import StringField
from wtforms.validators import InputRequired, Length

from portal.kernel.forms import Form
from workflows.language import N_


class ForCustomerForm(Form):
    """For whom of a customer everything about it is to be put together."""

    email = StringField(
        validators=[InputRequired(N_("Write the address of somebody of the customer.")), Length(max=254)]
    )
