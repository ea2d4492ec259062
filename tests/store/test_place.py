"""Whether the file that lies there is still the one that was opened."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from riskreg.faults import Trouble
from riskreg.register import Register
from riskreg.store.place import must_be, stamp


def test_a_file_stays_the_same_while_it_is_written(register: Register) -> None:
    known = stamp(register.path)
    register.undo()
    must_be(register.path, known)


def test_a_file_that_was_replaced_is_another(register: Register, tmp_path: Path) -> None:
    known = stamp(register.path)
    copy = tmp_path / "kopia"
    shutil.copy(register.path, copy)
    copy.replace(register.path)
    with pytest.raises(Trouble, match="was replaced by another version"):
        must_be(register.path, known)


def test_a_file_or_folder_that_is_gone_is_told(register: Register) -> None:
    known = stamp(register.path)
    aside = register.path.rename(register.path.with_name("flyttad.riskreg"))
    with pytest.raises(Trouble, match="is no longer there"):
        must_be(register.path, known)
    aside.rename(register.path)
    must_be(register.path, known)
    folder = register.path.parent
    folder.rename(folder.with_name("flyttad"))
    with pytest.raises(Trouble, match="is no longer there"):
        stamp(register.path)
    folder.with_name("flyttad").rename(folder)
