"""Backups: whole copies, found by what they hold and not by the clock, and thinned out as they grow old."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riskreg import keeping, paths
from riskreg.faults import Trouble
from riskreg.opening import open_register
from riskreg.register import Register
from riskreg.store import access, backup
from riskreg.store.backup import Backup, superfluous
from riskreg.store.snapshot import snapshot
from tests.builders import a_point, a_register, found_wrong


def add(register: Register, text: str = "Ny risk") -> None:
    with register.step("Add") as edit:
        edit.add(a_point(register.year(2022).plan, text=text))


def keep(register: Register) -> Backup | None:
    with access.reading(register.path) as connection:
        return backup.keep(connection, register.path)


def all_kept(register: Register) -> tuple[Backup, ...]:
    return backup.kept(register.path, register.history()[0].digest)


def damage_page(path: Path, name: str) -> None:
    """Wipe half of the first page of a table or an index."""
    with closing(sqlite3.connect(path)) as raw:
        (page,) = raw.execute("SELECT rootpage FROM sqlite_schema WHERE name = ?", (name,)).fetchone()
        (size,) = raw.execute("PRAGMA page_size").fetchone()
    content = bytearray(path.read_bytes())
    content[page * size - size // 2 : page * size] = bytes(size // 2)
    path.write_bytes(content)


# ------------------------------------------------------------------ copies
def test_a_copy_is_the_register_with_its_history(register: Register, tmp_path: Path) -> None:
    copy = tmp_path / "kopia.riskreg"
    with access.reading(register.path) as connection:
        backup.copy(connection, copy)
    with closing(open_register(copy)) as again:
        assert (again.contents, again.history()) == (register.contents, register.history())
    assert found_wrong(copy) == []


@pytest.mark.parametrize(
    "difference",
    [
        "UPDATE control_point SET digest='0' WHERE id=2",
        "DELETE FROM control_point_goal WHERE id=1",
        "DELETE FROM journal WHERE id=2",
        "DROP TABLE goal_indicator",
    ],
)
def test_a_copy_that_turned_out_otherwise_is_refused(register: Register, difference: str) -> None:
    copy = register.path.with_name("kopia.riskreg")
    with access.reading(register.path) as connection:
        backup.copy(connection, copy)
        with closing(sqlite3.connect(copy)) as raw, raw:
            raw.execute(difference)
        with pytest.raises(Trouble, match=r"kopia\.riskreg did not turn out like the register"):
            backup._verify(connection, copy, copy)


def test_what_cannot_be_read_is_not_copied_and_the_old_copy_stays(register: Register) -> None:
    register.close()
    copy = register.path.with_name("kopia.riskreg")
    copy.write_bytes(b"an older copy")
    damage_page(register.path, "control_point")
    with pytest.raises(Trouble), access.reading(register.path) as connection:
        backup.copy(connection, copy)
    assert copy.read_bytes() == b"an older copy"
    assert {path.name for path in copy.parent.iterdir()} == {register.path.name, copy.name}


@pytest.mark.parametrize("index", ["ix_control_point_goal_goal_id", "sqlite_autoindex_plan_1"])
def test_a_copy_of_a_register_with_a_broken_structure_is_whole(register: Register, index: str) -> None:
    """This is what looking through such a register advises."""
    register.close()
    copy = register.path.with_name("kopia.riskreg")
    damage_page(register.path, index)
    assert found_wrong(register.path) == [
        "The structure of the file is damaged. Go on in a copy: riskreg backup."
    ]
    with access.reading(register.path) as connection:
        backup.copy(connection, copy)
    assert found_wrong(copy) == []
    with closing(open_register(copy)) as again:
        assert again.contents == register.contents
        again.undo()


# ------------------------------------------------------------------ keeping them
def test_a_state_is_kept_once(register: Register) -> None:
    kept = keep(register)
    assert kept
    assert kept.digest == register.history()[-1].digest[:8]
    assert kept.entry == register.history()[-1].id
    assert kept.size == kept.path.stat().st_size > 0
    assert snapshot(kept.path).contents == register.contents
    assert keep(register) is None
    register.undo()
    assert keep(register)
    assert [one.entry for one in all_kept(register)] == [kept.entry + 1, kept.entry]


def test_backups_are_for_their_user_alone(register: Register) -> None:
    kept = keep(register)
    assert kept
    assert kept.path.parent.stat().st_mode & 0o077 == 0
    assert kept.path.is_relative_to(paths.data_folder())


def test_what_lies_among_the_backups_is_let_be(register: Register) -> None:
    kept = keep(register)
    assert kept
    for name in ("000009-0123-20261125T101112Z.riskreg", "anteckning.txt", ".riskreg-0123456789abcdef"):
        kept.path.with_name(name).touch()
    add(register)
    assert keep(register)
    assert len(all_kept(register)) == 2
    assert len(list(kept.path.parent.iterdir())) == 5


def test_a_register_that_is_moved_or_renamed_keeps_its_backups(register: Register, tmp_path: Path) -> None:
    first = keep(register)
    register.close()
    (tmp_path / "arkiv").mkdir()
    path = register.path.rename(tmp_path / "arkiv" / "Nämnden 2022.riskreg")
    with closing(open_register(path)) as again:
        add(again)
        second = keep(again)
        assert all_kept(again) == (second, first)


def test_another_register_of_the_same_name_has_backups_of_its_own(register: Register, tmp_path: Path) -> None:
    first = keep(register)
    (tmp_path / "annan").mkdir()
    with closing(a_register(tmp_path / "annan", name=register.path.name)) as other:
        assert all_kept(other) == ()
        second = keep(other)
        assert all_kept(other) == (second,)
    assert all_kept(register) == (first,)
    assert set(backup.kept(register.path)) == {first, second}  # when nobody knows which it is


def test_a_name_that_begins_alike_is_another_name(register: Register, tmp_path: Path) -> None:
    first = keep(register)
    with closing(a_register(tmp_path, name=f"{register.path.stem} 2022.riskreg")) as other:
        keep(other)
    assert backup.kept(register.path) == (first,)


def test_a_name_that_no_ascii_can_tell_has_backups_too(tmp_path: Path) -> None:
    with closing(a_register(tmp_path, name="内部控制.riskreg")) as register:
        kept = keep(register)
        assert backup.kept(register.path) == (kept,)


def test_no_folder_for_backups_is_told(register: Register, monkeypatch: pytest.MonkeyPatch) -> None:
    in_the_way = register.path.with_name("fil")
    in_the_way.touch()
    monkeypatch.setenv("XDG_DATA_HOME", str(in_the_way))
    with pytest.raises(Trouble, match=r"The folder for backups, .* cannot be made"):
        keep(register)


# ------------------------------------------------------------------ order
def test_a_clock_that_was_ahead_puts_no_backup_first(register: Register) -> None:
    ahead = keep(register)
    assert ahead
    ahead.path.rename(ahead.path.with_name(ahead.path.name.replace(f"{ahead.at:%Y%m%d}", "20991231")))
    for n in range(8):
        add(register, f"Risk {n}")
        keep(register)
    entries = [one.entry for one in all_kept(register)]
    assert entries[:5] == [10, 9, 8, 7, 6]
    assert entries[-1] == 2  # the only one of its day


def test_what_comes_after_an_older_version_was_brought_back_is_newer(register: Register) -> None:
    for n in range(8):
        keep(register)
        add(register, f"Risk {n}")
    register.close()
    old = all_kept(register)[-1]
    keeping.recover(register.path, old)
    with closing(open_register(register.path)) as again:
        digests = []
        for n in range(3):
            add(again, f"Annan risk {n}")
            assert keep(again)
            digests.append(again.history()[-1].digest[:8])
        assert [one.digest for one in all_kept(again)][:3] == digests[::-1]


# ------------------------------------------------------------------ thinning
START = datetime(2022, 1, 3, tzinfo=UTC)
SPANS: tuple[tuple[int, Callable[[datetime], object]], ...] = (
    (24, lambda at: (at.date(), at.hour)),
    (14, lambda at: at.date()),
    (8, lambda at: at.isocalendar()[:2]),
    (24, lambda at: (at.year, at.month)),
)
gaps = st.lists(
    st.integers(0, 60 * 24 * 40).map(lambda m: timedelta(minutes=m)) | st.just(timedelta(minutes=5))
)


def made(at: datetime, entry: int) -> Backup:
    return Backup(path=Path(f"{entry}.riskreg"), entry=entry, digest="0" * 8, at=at)


def sitting(gaps: list[timedelta]) -> Iterator[Backup]:
    """Backups made one after the other, oldest first."""
    at = START
    for entry, gap in enumerate(gaps):
        at += gap
        yield made(at, entry)


def thinned(backups: list[Backup]) -> list[Backup]:
    """What is kept of backups, newest first."""
    gone = set(superfluous(backups))
    return [one for one in backups if one not in gone]


@given(st.lists(st.datetimes(timezones=st.just(UTC)), max_size=200))
def test_whatever_the_clock_said_the_newest_stay_and_thinning_ends(times: list[datetime]) -> None:
    backups = [made(at, entry) for entry, at in enumerate(times)][::-1]
    kept = thinned(backups)
    assert kept[:5] == backups[:5]
    assert thinned(kept) == kept
    assert len(kept) <= 5 + sum(most for most, _span in SPANS)


@given(gaps)
def test_every_recent_hour_day_week_and_month_keeps_its_last(gaps: list[timedelta]) -> None:
    backups = list(sitting(gaps))[::-1]
    kept = thinned(backups)
    for most, span in SPANS:
        last_of = {span(one.at): one for one in reversed(backups)}  # the newest of each comes last
        wanted = sorted(last_of.values(), key=lambda one: -one.entry)[:most]
        assert set(wanted) <= set(kept)


@given(gaps)
def test_thinning_at_every_backup_keeps_what_thinning_at_the_end_keeps(gaps: list[timedelta]) -> None:
    backups = list(sitting(gaps))
    kept: list[Backup] = []
    for one in backups:
        kept = thinned([one, *kept])
    assert kept == thinned(backups[::-1])


def test_a_year_of_daily_work_leaves_few_that_reach_far_back() -> None:
    hours = [START + timedelta(days=day, hours=hour) for day in range(365) for hour in range(8, 17)]
    kept = thinned([made(at, entry) for entry, at in enumerate(hours)][::-1])
    assert len(kept) < 60
    assert kept[-1].at < START + timedelta(days=31)


def test_thinning_removes_the_files(register: Register) -> None:
    for n in range(9):
        add(register, f"Risk {n}")
        keep(register)
    kept = all_kept(register)
    assert len(kept) <= 6 + 1  # the newest five, the last of this hour, and of the one before at its turn
    assert {one.path for one in kept} == set(kept[0].path.parent.iterdir())
