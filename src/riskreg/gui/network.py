"""Whether a file lies on a network drive, where saving depends on a connection and locks may not hold."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QStorageInfo

from riskreg.texts import N_

WARNING = N_(
    "{path} lies on a network drive. When the connection fails nothing is saved until it is back, and "
    "riskreg says so. Close the register before you leave the network."
)

# How systems name what is reached over a network.
_KINDS = ("nfs", "cifs", "smb", "afp", "dav", "sshfs", "rclone", "gvfs", "9p", "afs", "ncp")


def is_remote(path: Path) -> bool:
    """Whether the file lies on a network drive, as far as the system tells."""
    storage = QStorageInfo(str(path.absolute().parent))
    return is_remote_storage(storage.fileSystemType().toStdString(), storage.device().toStdString())


def is_remote_storage(kind: str, device: str) -> bool:
    """The same, told by the kind of file system and the device that it is on."""
    kind = kind.lower().removeprefix("fuse.")
    return kind.startswith(tuple(k.removeprefix("fuse.") for k in _KINDS)) or device.startswith(
        ("\\\\", "//")
    )
