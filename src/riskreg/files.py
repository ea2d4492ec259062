"""Reading and writing whole files, with the system's refusals said in a sentence."""

from __future__ import annotations

import contextlib
import errno
import os
import re
import secrets
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
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
    content = read_start(path, limit + 1)
    if len(content) > limit:
        raise Trouble(
            N_("{path} is larger than {size} MB. Keep only the part that is wanted and try again."),
            path=path,
            size=limit // 1_000_000,
        )
    return content


def read_start(path: Path, length: int) -> bytes:
    """The first `length` bytes of a file, or all when it is shorter."""
    try:
        if path.is_dir():
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
        if path.exists() and not path.is_file():  # a pipe or a device may never end
            raise Trouble(N_("{path} is not an ordinary file. Save it as a file first."), path=path)
        with path.open("rb") as file:
            return file.read(length)
    except OSError as error:
        raise _said(error, path, _READING, _READING_ELSE) from error


def write_whole(path: Path, content: bytes) -> None:
    """Write the file whole or not at all: what stood there before stays until the new one is safe on disk."""
    with writing(path):
        if path.exists() and not path.is_file() and not path.is_dir():
            path.write_bytes(content)  # a device or a pipe is written to, never replaced
            return
    with whole(path) as draft, draft.open("xb") as file:
        file.write(content)


@contextmanager
def whole(path: Path) -> Iterator[Path]:
    """Where to write a file that then takes the name `path`, once it is safe on disk; what stood there before
    stays until then, and for good when the block raises."""
    with writing(path):
        if path.is_dir():
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
        target = path.resolve()  # through a symbolic link, not in its place
        mode = target.stat().st_mode if target.exists() else None
        if mode is not None and not os.access(target, os.W_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        draft = target.with_name(f".riskreg-{secrets.token_hex(8)}")
        try:
            yield draft
            _sync(draft)
            if mode is not None:
                draft.chmod(mode)
            draft.replace(target)
        except BaseException:
            draft.unlink(missing_ok=True)
            raise
        with contextlib.suppress(OSError):  # only some systems can
            _sync(target.parent)


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


def _sync(path: Path) -> None:
    """Make a file's content, or a folder's names, durable."""
    handle = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """Turn what the system says against writing a file into a sentence."""
    try:
        yield
    except OSError as error:
        raise _said(error, path, _WRITING, _WRITING_ELSE) from error


def _said(error: OSError, path: Path, sentences: dict[int, str], otherwise: str) -> Trouble:
    sentence = sentences.get(error.errno or 0, otherwise)
    return Trouble(sentence, path=path, folder=path.absolute().parent, reason=error.strerror or error)


def ascii_name(text: str) -> str:
    """A file name that every system and mail program takes: no å, ä, ö, spaces or signs."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return "-".join(re.findall(r"[a-z0-9]+", plain.lower()))
