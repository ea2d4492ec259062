"""Getting at a register file: to write in it, to read it beside others, or on a copy that leaves it alone."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine

from riskreg.store import backup, file, migrate, recognise, saying


def engine_on(path: Path, *, writable: bool) -> Engine:
    """An engine on a register, brought up to date after a backup; where the file may not be written, on a
    copy that is.  Trouble when it is not for this program, or no backup can be made."""
    engine = file.engine_for(path, read_only=not writable)
    with _disposed_on_error(engine):
        with saying.reading(path), file.reading(engine) as connection:
            lacks = recognise.lacking(connection, path)
            if lacks and writable:
                backup.keep(connection, path)
        if lacks and writable:
            with saying.writing(path):
                migrate.bring_up_to_date(engine)
    if lacks and not writable:
        engine.dispose()
        return _engine_on_copy(path)
    return engine


@contextmanager
def reading(path: Path) -> Iterator[Connection]:
    """A connection of its own to a register file of any age, so that another thread may use the open one."""
    engine = engine_on(path, writable=False)
    try:
        with saying.reading(path), file.reading(engine) as connection:
            yield connection
    finally:
        engine.dispose()


@contextmanager
def copied(path: Path) -> Iterator[Connection]:
    """A connection to an up-to-date copy in memory of a register of any age."""
    recognise.look(path)
    engine = _engine_on_copy(path)
    try:
        with saying.reading(path), file.reading(engine) as connection:
            yield connection
    finally:
        engine.dispose()


def _engine_on_copy(path: Path) -> Engine:
    engine = file.in_memory(path)
    with _disposed_on_error(engine), saying.reading(path):
        with file.reading(engine) as connection:
            lacks = recognise.lacking(connection, path)
        if lacks:
            migrate.bring_up_to_date(engine)
    return engine


@contextmanager
def _disposed_on_error(engine: Engine) -> Iterator[None]:
    try:
        yield
    except BaseException:
        engine.dispose()
        raise
