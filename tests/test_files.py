"""Files are written whole or not at all, and refusals are sentences."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from riskreg.faults import Trouble
from riskreg.files import read_whole, write_whole


def test_a_new_file_and_one_that_is_replaced(tmp_path: Path) -> None:
    path = tmp_path / "plan.pdf"
    write_whole(path, b"one")
    path.chmod(0o640)
    write_whole(path, b"two")
    assert path.read_bytes() == b"two"
    assert path.stat().st_mode & 0o777 == 0o640
    assert [p.name for p in tmp_path.iterdir()] == ["plan.pdf"]


def test_a_link_is_followed_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "real.pdf").write_bytes(b"one")
    link = tmp_path / "link.pdf"
    link.symlink_to(tmp_path / "real.pdf")
    write_whole(link, b"two")
    assert link.is_symlink()
    assert (tmp_path / "real.pdf").read_bytes() == b"two"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no such device here")
def test_a_device_is_written_to_and_a_full_one_is_said() -> None:
    write_whole(Path(os.devnull), b"x")
    assert Path(os.devnull).is_char_device()
    with pytest.raises(Trouble, match="no room left"):
        write_whole(Path("/dev/full"), b"x")


def test_what_cannot_be_written_leaves_nothing_behind(tmp_path: Path) -> None:
    with pytest.raises(Trouble, match="does not exist"):
        write_whole(tmp_path / "none" / "plan.pdf", b"x")
    with pytest.raises(Trouble, match="is a folder"):
        write_whole(tmp_path, b"x")
    with pytest.raises(Trouble, match="too long"):
        write_whole(tmp_path / ("x" * 300), b"x")
    assert list(tmp_path.iterdir()) == []


def test_only_ordinary_files_up_to_a_size_are_read(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"x" * 2_000_001)
    assert len(read_whole(path, 2_000_001)) == 2_000_001
    with pytest.raises(Trouble, match="larger than 2 MB"):
        read_whole(path, 2_000_000)
    with pytest.raises(Trouble, match="not an ordinary file"):
        read_whole(Path(os.devnull), 1)
