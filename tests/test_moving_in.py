"""A whole register moves in from JSON: it is equal to the one that it came from, or nothing happens."""

from __future__ import annotations

from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from riskreg.adopting import adopt, propose
from riskreg.cli import main
from riskreg.domain.edition import Adoption
from riskreg.exchange.json_file import json_of
from riskreg.faults import Trouble
from riskreg.keeping import copy_forward
from riskreg.moving_in import move_in
from riskreg.opening import new_register, open_register
from riskreg.register import Register
from riskreg.sample import new_sample
from riskreg.texts import Texts
from tests.builders import everything, found_wrong


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """The sample, adopted and copied to a second year, as JSON."""
    path = tmp_path / "sample.json"
    with closing(new_sample(tmp_path / "sample.riskreg")) as register:
        adopt(register, propose(register.year(2022), Adoption(meeting=date(2021, 12, 16), paragraph="§ 39")))
        copy_forward(register, 2022, 2023, keep_decisions=False)
        path.write_bytes(json_of(register.contents))
    return path


@pytest.fixture
def sample(source: Path) -> Register:
    return open_register(source.with_suffix(".riskreg"), for_reading=True)


def test_a_new_register_is_equal_to_the_old_one(tmp_path: Path, source: Path, sample: Register) -> None:
    with closing(sample):
        move_in(tmp_path / "new.riskreg", source)
        with closing(open_register(tmp_path / "new.riskreg")) as register:
            assert everything(register) == everything(sample)
            assert register.undoable is None  # it begins so
            assert json_of(register.contents) == source.read_bytes()
    assert found_wrong(tmp_path / "new.riskreg") == []


def test_an_empty_register_becomes_equal_in_one_step(
    tmp_path: Path, source: Path, sample: Register, sv: Texts
) -> None:
    path = tmp_path / "empty.riskreg"
    with closing(new_register(path, "Nämnden", 2030, sv)) as register:
        before = everything(register)
    move_in(path, source)
    with closing(sample), closing(open_register(path)) as register:
        assert everything(register) == everything(sample)
        register.undo()
        assert everything(register) == before
    assert found_wrong(path) == []


def test_a_register_that_holds_something_stays_as_it_is(register: Register, source: Path) -> None:
    path, before = register.path, everything(register)
    register.close()
    with pytest.raises(Trouble, match="holds something already"):
        move_in(path, source)
    with closing(open_register(path)) as register:
        assert everything(register) == before


def test_by_command(tmp_path: Path, source: Path, capsys: pytest.CaptureFixture[str]) -> None:
    new, again = tmp_path / "new.riskreg", tmp_path / "again.json"
    words = ["--language", "en"]
    assert main([*words, "import", str(new), str(source), "--dry-run"]) == 0
    assert "22 × Goal" in capsys.readouterr().out
    assert not new.exists()
    assert main([*words, "import", str(new), str(source)]) == 0
    assert "now holds what" in capsys.readouterr().out
    assert main([*words, "export", str(new), "-o", str(again)]) == 0
    assert again.read_bytes() == source.read_bytes()
    assert main([*words, "import", str(new), str(source), "--dry-run"]) == 2
    assert "holds something already" in capsys.readouterr().err
    assert main([*words, "import", str(new), str(source), "--year", "2022"]) == 2
    assert "Leave out --year" in capsys.readouterr().err
