"""Small invented lists."""

import pytest


@pytest.fixture
def write(tmp_path):
    """Write a file of CSV lines and give its path."""

    def _write(name: str, *lines: str):
        path = tmp_path / name
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return path

    return _write
