"""The door for the command line: `python -m portal …`, which is what `commonthread …` runs."""

import sys

from portal import create_app
from portal.cli.command import main

if __name__ == "__main__":
    sys.exit(main(create_app))
