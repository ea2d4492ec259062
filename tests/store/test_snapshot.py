"""Another register file read at one stroke: all of it as it is now, or as it was, and the file left alone."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest

from riskreg.domain.change import applied
from riskreg.domain.records import ControlPoint
from riskreg.faults import Trouble
from riskreg.opening import open_register
from riskreg.register import Register
from riskreg.store.snapshot import contents_at, snapshot
from tests.builders import a_point
from tests.faults.steps import as_first_schema


def test_a_register_that_is_open_elsewhere_is_read_as_it_is(register: Register) -> None:
    register.undo()
    found = snapshot(register.path)
    assert found.path == register.path
    assert found.contents == register.contents
    assert list(found.entries) == register.history()
    assert found.is_sound


def test_every_state_of_the_past_can_be_read(register: Register) -> None:
    states = {2: register.contents}
    for number in range(3, 6):
        with register.step("Add") as edit:
            edit.add(a_point(register.year(2022).plan))
        states[number] = register.contents
    register.undo()
    states[6] = register.contents
    for number, contents in states.items():
        assert contents_at(register.path, number) == contents
    assert states[6] == states[4]


def test_an_older_register_is_read_without_being_brought_up_to_date(register: Register) -> None:
    register.close()
    as_first_schema(register.path)
    before = register.path.read_bytes()
    found = snapshot(register.path)
    assert (found.contents, found.is_sound) == (register.contents, True)
    assert contents_at(register.path, 2) == register.contents
    assert register.path.read_bytes() == before
    assert list(register.path.parent.iterdir()) == [register.path]


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE control_point SET text='x' WHERE id=2",
        "DELETE FROM control_point_goal WHERE id=2",
        "UPDATE journal SET who='x' WHERE id=1",
        "DELETE FROM journal WHERE id=2",
    ],
)
def test_what_is_damaged_is_read_and_told(register: Register, damage: str) -> None:
    register.close()
    with closing(sqlite3.connect(register.path)) as raw, raw:
        raw.execute(damage)
    found = snapshot(register.path)
    assert not found.is_sound
    assert found.contents[ControlPoint].keys() == {1, 2, 3, 4}


def test_a_step_that_a_crash_cut_short_is_not_seen(register: Register) -> None:
    """The other file is mended first, as by whoever opens it next."""
    before = register.contents
    register.close()
    copy = register.path.with_name("kopia.riskreg")
    with closing(sqlite3.connect(register.path, isolation_level=None)) as raw:
        raw.execute("PRAGMA cache_size=1")  # so that half of it is in the file already
        raw.execute("BEGIN IMMEDIATE")
        raw.execute("UPDATE control_point SET analysis = hex(zeroblob(9000))")
        copy.write_bytes(register.path.read_bytes())
        log = register.path.with_name(f"{register.path.name}-journal")
        copy.with_name(f"{copy.name}-journal").write_bytes(log.read_bytes())
        raw.execute("ROLLBACK")
    assert copy.read_bytes() != register.path.read_bytes()
    found = snapshot(copy)
    assert (found.contents, found.is_sound) == (applied(before, ()), True)


def test_what_is_no_register_is_told(register: Register) -> None:
    stranger = register.path.with_name("brev.riskreg")
    with pytest.raises(Trouble, match="There is no file"):
        snapshot(stranger)
    stranger.write_text("Hej", encoding="utf-8")
    with pytest.raises(Trouble, match="is not a riskreg register"):
        contents_at(stranger, 1)


def test_a_register_goes_on_after_it_was_read(register: Register) -> None:
    snapshot(register.path)
    register.undo()
    register.close()
    with closing(open_register(register.path)) as again:
        assert again.read_only is None
        assert again.contents == register.contents
