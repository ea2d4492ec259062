"""Getting at a register file: to write in it, to read it beside others, or on a copy that leaves it alone."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine

from riskreg.store import backup, file, migrate, recognise, saying


def engine_on(path: Path, lacking: int, *, writable: bool) -> Engine:
    """An engine on a register that `lacking` migrations are to bring up to date, after a backup; where the
    file may not be written, on a copy.  Trouble when it is not for this program, or no backup can be made."""
    if lacking and not writable:
        return _engine_on_copy(path, lacking)
    engine = file.engine_for(path, read_only=not writable)
    with _disposed_on_error(engine):
        with saying.reading(path), file.reading(engine) as connection:
            recognise.refuse_strangers(connection, path, lacking=lacking)
            if lacking:
                backup.keep(connection, path)
        if lacking:
            with saying.writing(path):
                migrate.bring_up_to_date(engine)
    return engine


@contextmanager
def reading(path: Path) -> Iterator[Connection]:
    """A connection of its own to a register file, so that another thread may use the open one."""
    engine = file.engine_for(path, read_only=True)
    try:
        with saying.reading(path), file.reading(engine) as connection:
            yield connection
    finally:
        engine.dispose()


@contextmanager
def copied(path: Path) -> Iterator[Connection]:
    """A connection to an up-to-date copy in memory of a register of any age."""
    engine = _engine_on_copy(path, recognise.look(path))
    try:
        with saying.reading(path), file.reading(engine) as connection:
            yield connection
    finally:
        engine.dispose()


def _engine_on_copy(path: Path, lacking: int) -> Engine:
    engine = file.in_memory(path)
    with _disposed_on_error(engine), saying.reading(path):
        with file.reading(engine) as connection:
            recognise.refuse_strangers(connection, path, lacking=lacking)
        if lacking:
            migrate.bring_up_to_date(engine)
    return engine


@contextmanager
def _disposed_on_error(engine: Engine) -> Iterator[None]:
    try:
        yield
    except BaseException:
        engine.dispose()
        raise
