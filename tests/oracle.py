"""Files the tests compare with, kept outside the repository: SHARED_DIR, or the folder `shared` beside it.

A machine without them skips those tests and says so; SHARED_REQUIRED=1 makes their absence a failure.
"""

import os
from pathlib import Path

import pytest

FOLDER = Path(os.environ.get("SHARED_DIR") or Path(__file__).resolve().parents[2] / "shared")


def shared(name: str) -> Path:
    """The path of an oracle file, such as "data/units/administrative_units.csv"."""
    path = FOLDER / name
    if path.exists():
        return path
    sentence = f"NOT TESTED: {name} is not in {FOLDER}; name its folder in SHARED_DIR"
    if os.environ.get("SHARED_REQUIRED") == "1":
        pytest.fail(sentence)
    pytest.skip(sentence)
