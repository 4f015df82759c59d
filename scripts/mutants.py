"""How many small faults planted in workflows/ do its tests notice? Fails when fewer than nine in ten."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

LEAST = 90.0
FOLDER = Path("mutants")


def main() -> int:
    """Plant, run, count. The folder is made anew: stale copies of tests would judge new code."""
    shutil.rmtree(FOLDER, ignore_errors=True)
    for command in ("run", "export-cicd-stats"):
        if subprocess.run([sys.executable, "-m", "mutmut", command]).returncode:
            print(f"mutmut {command} failed; its last lines say why.")
            return 1
    counts: dict[str, int] = json.loads((FOLDER / "mutmut-cicd-stats.json").read_text("utf-8"))
    noticed = counts["killed"] + counts["timeout"] + counts["segfault"]
    score = 100 * noticed / max(counts["total"], 1)
    print(f"\n{noticed} of {counts['total']} planted faults noticed: {score:.1f} % ({LEAST:.0f} % are due).")
    if score < LEAST:
        print("Those that nobody noticed: .venv/bin/mutmut results; one of them: .venv/bin/mutmut show NAME")
    return 0 if score >= LEAST else 1


if __name__ == "__main__":
    sys.exit(main())
