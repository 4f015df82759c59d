"""Faults on purpose, many of them, on the real programs under load: `python -m tests.faults.harness`.

Whatever is broken, each run ends the same way: what the clients were told is kept (`ledger`) is compared with
what the database holds, and one table is printed. What was lost, or is there twice, makes the exit code 1.
"""
