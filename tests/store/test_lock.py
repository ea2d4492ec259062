"""The lock: one writer, who is named to the others, and who is gone when its process is."""

from __future__ import annotations

import datetime
import json
import platform
from contextlib import closing
from pathlib import Path

import pytest

from riskreg.opening import open_register
from riskreg.register import Register
from riskreg.store.lock import FRESH, Held, Holder, hold, lock_file, user
from tests.another_program import holding


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "nämnden.riskreg"


def told(path: Path) -> Holder:
    """What the lock's file says."""
    return Holder(**json.loads(lock_file(path).read_text("utf-8")))


def write(path: Path, *, machine: str, ago: datetime.timedelta, **more: object) -> None:
    """A lock file as another program left it, with its last sign of life so long ago."""
    then = (datetime.datetime.now(datetime.UTC) - ago).isoformat(timespec="seconds")
    words = {"who": "anna", "machine": machine, "process": 7, "since": then, "seen": then} | more
    lock_file(path).write_text(json.dumps(words), encoding="utf-8")


NOW, LONG_AGO = datetime.timedelta(), FRESH + datetime.timedelta(minutes=1)


# ------------------------------------------------------------------ on this machine
def test_a_lock_says_who_holds_it_and_leaves_nothing(path: Path) -> None:
    held = hold(path)
    assert lock_file(path) == path.with_name(".nämnden.riskreg.lock")
    assert (told(path).who, told(path).machine) == (user(), platform.node())
    held.release()
    assert list(path.parent.iterdir()) == []


def test_there_is_one_holder_at_a_time(path: Path) -> None:
    held = hold(path)
    with pytest.raises(Held):
        hold(path)
    held.release()
    hold(path).release()


def test_another_process_is_named_with_place_and_time(path: Path) -> None:
    with holding(path) as other, pytest.raises(Held) as refused:
        hold(path)
    holder = refused.value.holder
    assert holder
    assert (holder.process, holder.is_here) == (other.pid, True)
    since = datetime.datetime.fromisoformat(holder.since)
    assert abs(datetime.datetime.now(datetime.UTC) - since) < datetime.timedelta(minutes=1)
    said = str(refused.value)
    assert said.startswith(
        f"{user()} has {path} open on {platform.node()} since {since.astimezone():%Y-%m-%d %H}"
    )
    hold(path).release()  # it let go when it ended


def test_the_lock_of_a_killed_process_is_gone_with_it(path: Path) -> None:
    with holding(path) as other:
        other.kill()
        other.wait()
        assert told(path).process == other.pid  # its words are still there
        held = hold(path)
        assert told(path).process != other.pid
        held.release()


def test_not_even_the_dearest_wish_takes_what_another_process_holds(path: Path) -> None:
    with holding(path), pytest.raises(Held):
        hold(path, even_if_elsewhere=True)


def test_a_link_leads_to_the_same_lock(path: Path, tmp_path: Path) -> None:
    path.touch()
    link = tmp_path / "skrivbord.riskreg"
    link.symlink_to(path)
    held = hold(link)
    with pytest.raises(Held):
        hold(path)
    held.release()


def test_a_folder_that_is_not_there_takes_no_lock(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        hold(tmp_path / "ingenstans" / "a.riskreg")


# ------------------------------------------------------------------ on other machines
def test_a_fresh_lock_of_another_machine_counts(path: Path) -> None:
    write(path, machine="annas-dator", ago=NOW)
    with pytest.raises(Held, match=r"anna has .* open on annas-dator since") as refused:
        hold(path)
    assert refused.value.holder
    assert not refused.value.holder.is_on_this_machine
    assert told(path).machine == "annas-dator"  # it is left as it was


def test_a_fresh_lock_of_another_machine_is_taken_when_the_user_knows_better(path: Path) -> None:
    write(path, machine="annas-dator", ago=NOW)
    held = hold(path, even_if_elsewhere=True)
    assert told(path).machine == platform.node()
    held.release()


@pytest.mark.parametrize(
    ("machine", "ago"),
    [
        ("annas-dator", LONG_AGO),
        (platform.node(), NOW),  # that process is gone, or it would hold the system's lock
    ],
)
def test_a_lock_without_life_is_taken(path: Path, machine: str, ago: datetime.timedelta) -> None:
    write(path, machine=machine, ago=ago)
    hold(path).release()
    assert list(path.parent.iterdir()) == []


@pytest.mark.parametrize(
    "words",
    ["", "{", "[]", "null", '{"who": "anna"}', '{"who":"a","machine":"b","process":[],"since":"","seen":""}'],
)
def test_a_lock_that_says_nothing_keeps_nobody_out(path: Path, words: str) -> None:
    lock_file(path).write_text(words, encoding="utf-8")
    hold(path).release()


@pytest.mark.parametrize("seen", ["", "igår", "2026-11-25T10:00:00"])  # the last lacks its zone
def test_a_lock_that_does_not_say_when_keeps_nobody_out(path: Path, seen: str) -> None:
    write(path, machine="annas-dator", ago=NOW, seen=seen)
    hold(path).release()


def test_a_sign_of_life_renews_the_words_and_keeps_since_when(path: Path) -> None:
    held = hold(path)
    since = told(path).since
    lock_file(path).write_text("overwritten by a sync client " * 50, encoding="utf-8")
    held.give_sign_of_life()
    assert (told(path).who, told(path).since) == (user(), since)
    held.release()


# ------------------------------------------------------------------ a lock file that is removed
def test_whoever_lost_its_lock_file_leaves_the_next_holders_alone(path: Path) -> None:
    first = hold(path)
    lock_file(path).unlink()  # as a sync client may do
    second = hold(path)
    first.release()
    with pytest.raises(Held):
        hold(path)
    second.release()
    assert list(path.parent.iterdir()) == []


def test_closing_a_register_whose_folder_is_gone_is_no_error(register: Register) -> None:
    folder = register.path.parent
    folder.rename(folder.with_name("flyttad"))
    register.close()
    folder.with_name("flyttad").rename(folder)
    with closing(open_register(register.path)) as again:
        assert again.read_only is None
