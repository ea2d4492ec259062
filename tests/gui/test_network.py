"""Registers on network drives: known by the system's word for the drive, and told once."""

from __future__ import annotations

from pathlib import Path

import pytest

from riskreg.gui.network import is_remote, is_remote_storage


@pytest.mark.parametrize(
    ("kind", "device"),
    [
        ("nfs4", "server:/export"),
        ("cifs", "//server/gemensam"),
        ("smb3", "//server/gemensam"),
        ("fuse.sshfs", "anna@server:"),
        ("davfs", "https"),
        ("fuse.gvfsd-fuse", "gvfsd-fuse"),
        ("NTFS", "\\\\server\\gemensam"),
        ("9p", "share"),
    ],
)
def test_network_drives_are_known(kind: str, device: str) -> None:
    assert is_remote_storage(kind, device)


@pytest.mark.parametrize(
    ("kind", "device"),
    [("ext4", "/dev/sda1"), ("NTFS", "\\\\?\\Volume{1}"), ("apfs", "/dev/disk1s1"), ("tmpfs", "tmpfs")],
)
def test_disks_of_the_machine_are_none(kind: str, device: str) -> None:
    assert not is_remote_storage(kind, device)


def test_a_folder_of_this_machine_is_none(tmp_path: Path) -> None:
    assert not is_remote(tmp_path / "namnden.riskreg")
