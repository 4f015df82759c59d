"""How fast the house answers: `make bench` measures and writes docs/measured.md."""
