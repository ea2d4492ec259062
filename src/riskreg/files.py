"""Reading and writing whole files, with the system's refusals said in a sentence."""

from __future__ import annotations

import contextlib
import errno
import os
import re
import secrets
import unicodedata
from pathlib import Path

from riskreg.faults import Trouble
from riskreg.texts import N_

SUFFIX = ".riskreg"  # of a register

_READING = {
    errno.ENOENT: N_("There is no file {path}. Check the name and the folder."),
    errno.ENOTDIR: N_("There is no file {path}. Check the name and the folder."),
    errno.EISDIR: N_("{path} is a folder. Name a file in it."),
    errno.EACCES: N_("{path} may not be read by you. Ask its owner for access."),
    errno.EPERM: N_("{path} may not be read by you. Ask its owner for access."),
    errno.ENAMETOOLONG: N_("The file name {path} is too long. Choose a shorter one."),
}
_READING_ELSE = N_("{path} cannot be read ({reason}). Try again, or copy it to another place.")

_WRITING = {
    errno.ENOENT: N_("The folder {folder} does not exist. Make it first, or choose another one."),
    errno.ENOTDIR: N_("The folder {folder} does not exist. Make it first, or choose another one."),
    errno.EISDIR: N_("{path} is a folder. Name a file in it."),
    errno.EACCES: N_("{path} may not be written. Close it in other programs, or choose another place."),
    errno.EPERM: N_("{path} may not be written. Close it in other programs, or choose another place."),
    errno.EROFS: N_("{path} lies on a medium that cannot be written. Choose another place."),
    errno.ENOSPC: N_("There is no room left for {path}. Free some space, or choose another place."),
    errno.EDQUOT: N_("There is no room left for {path}. Free some space, or choose another place."),
    errno.ENAMETOOLONG: N_("The file name {path} is too long. Choose a shorter one."),
}
_WRITING_ELSE = N_("{path} cannot be written ({reason}). Choose another place.")


def read_whole(path: Path, limit: int) -> bytes:
    """The content of a file of at most `limit` bytes."""
    try:
        if path.is_dir():
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
        if path.exists() and not path.is_file():  # a pipe or a device may never end
            raise Trouble(N_("{path} is not an ordinary file. Save it as a file first."), path=path)
        with path.open("rb") as file:
            content = file.read(limit + 1)
    except OSError as error:
        raise _said(error, path, _READING, _READING_ELSE) from error
    if len(content) > limit:
        raise Trouble(
            N_("{path} is larger than {size} MB. Keep only the sheet that is wanted and try again."),
            path=path,
            size=limit // 1_000_000,
        )
    return content


def write_whole(path: Path, content: bytes) -> None:
    """Write the file whole or not at all: what stood there before stays until the new one is safe on disk."""
    try:
        if path.is_dir():
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
        target = path.resolve()  # through a symbolic link, not in its place
        if not target.exists():
            _replace(target, content)
        elif not target.is_file():  # a device or a pipe is written to, never replaced
            target.write_bytes(content)
        elif os.access(target, os.W_OK):
            _replace(target, content, target.stat().st_mode)
        else:
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    except OSError as error:
        raise _said(error, path, _WRITING, _WRITING_ELSE) from error


def is_there(path: Path) -> bool:
    """Whether something lies there.  Trouble when the system will not even say."""
    try:
        path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError as error:
        raise _said(error, path, _READING, _READING_ELSE) from error
    return True


def must_not_exist(path: Path) -> None:
    """Refuse a name that is taken, so that nothing is overwritten."""
    if is_there(path) or path.is_symlink():
        raise Trouble(N_("{path} already exists. Choose another name, or move it away first."), path=path)


def _replace(target: Path, content: bytes, mode: int | None = None) -> None:
    draft = target.with_name(f".riskreg-{secrets.token_hex(8)}")
    try:
        with draft.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if mode is not None:
            draft.chmod(mode)
        draft.replace(target)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise
    with contextlib.suppress(OSError):  # only some systems can
        _sync_folder(target.parent)


def _sync_folder(folder: Path) -> None:
    """Make the new name itself durable."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _said(error: OSError, path: Path, sentences: dict[int, str], otherwise: str) -> Trouble:
    sentence = sentences.get(error.errno or 0, otherwise)
    return Trouble(sentence, path=path, folder=path.absolute().parent, reason=error.strerror or error)


def ascii_name(text: str) -> str:
    """A file name that every system and mail program takes: no å, ä, ö, spaces or signs."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return "-".join(re.findall(r"[a-z0-9]+", plain.lower()))
