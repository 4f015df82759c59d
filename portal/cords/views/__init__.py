"""The addresses of the red cord: a URL in, a page out."""

from flask import Blueprint

bp = Blueprint("cords", __name__)
