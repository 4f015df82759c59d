"""What every area stands on: database, journal, verbs, the way of a request. Knows no area."""
