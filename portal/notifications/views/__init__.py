"""The addresses of letters and of mails that came in: a URL in, a page out."""

from flask import Blueprint

bp = Blueprint("notifications", __name__)
