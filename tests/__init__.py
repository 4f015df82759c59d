"""The tests: pure ones, one folder per area, the house rules (shape), journeys in a real browser."""
