"""Files made at once take turns, and nobody waits for ever."""

import subprocess
import sys
import threading
import time

import pytest

from chuanxa.environment import ROOT
from chuanxa.exports import turns
from chuanxa.exports.turns import Turn, turn

HOLDING = """
import sys
from pathlib import Path
from chuanxa.exports.turns import Turn
Turn(Path(sys.argv[1]), 1).take()
print("held", flush=True)
input()
"""


@pytest.mark.parametrize("at_once", [1, 2])
def test_never_more_at_once_than_places_and_everybody_gets_to_the_end(tmp_path, at_once):
    busy, most, pieces = set(), [], []

    def make(name: int) -> None:
        with turn(folder=tmp_path, at_once=at_once) as mine:
            for _ in range(20):
                busy.add(name)
                most.append(len(busy))
                time.sleep(0.001)
                busy.discard(name)
                pieces.append(name)
                mine.pass_on()

    makers = [threading.Thread(target=make, args=(name,)) for name in range(4)]
    for maker in makers:
        maker.start()
    for maker in makers:
        maker.join()
    assert max(most) == at_once and sorted(pieces) == sorted([*range(4)] * 20)
    firsts = [pieces.index(name) for name in range(4)]
    assert max(firsts) < 40, "who waits is not left until the others have ended"


def test_one_alone_never_waits(tmp_path, monkeypatch):
    monkeypatch.setattr(turns.time, "sleep", lambda seconds: pytest.fail("it waited"))
    with turn(folder=tmp_path, at_once=1) as mine:
        for _ in range(100):
            mine.pass_on()


def test_who_has_waited_long_goes_on_without_a_turn(tmp_path, monkeypatch):
    monkeypatch.setattr(turns, "PATIENCE", 0.05)
    with turn(folder=tmp_path, at_once=1), turn(folder=tmp_path, at_once=1) as other:
        other.pass_on()
        other.give_back()


def test_a_process_that_is_killed_gives_its_turn_back(tmp_path):
    command, pipe = [sys.executable, "-c", HOLDING, str(tmp_path)], subprocess.PIPE
    with subprocess.Popen(command, cwd=ROOT, stdin=pipe, stdout=pipe) as holder:
        assert holder.stdout.readline() == b"held\n"
        mine = Turn(tmp_path, 1)
        assert not turns._locked(mine._places[0])
        holder.kill()
        holder.wait()
        assert turns._locked(mine._places[0])
        mine.close()
