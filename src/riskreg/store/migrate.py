"""Bringing a file's tables up to what this program writes."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, Engine

from riskreg import paths
from riskreg.faults import Trouble
from riskreg.store import file
from riskreg.texts import N_


def newest() -> int:
    """The schema version that this program writes: the number of the newest migration."""
    return max(int(p.name[:4]) for p in (paths.migrations() / "versions").glob("[0-9]*_*.py"))


def bring_up_to_date(engine: Engine, path: Path) -> None:
    """Run the migrations that a register lacks, all or none.  Trouble when the file is not ours or newer."""
    with file.reading(engine) as connection:
        lacking = state(connection, path)
    if lacking:
        with file.rebuilding(engine) as connection:
            upgrade(connection)


def upgrade(connection: Connection) -> None:
    """Run every migration that the file lacks, within the caller's transaction, and mark the file as ours."""
    from alembic import command  # slow to import, and only needed here
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(paths.migrations()).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
    file.identify(connection, newest())


def state(connection: Connection, path: Path) -> int:
    """How many migrations the file lacks.  Trouble when it is not ours or newer than this program."""
    application, schema = file.identity(connection)
    if application != file.APPLICATION_ID:
        raise Trouble(file.NOT_OURS, path=path)
    if schema > newest():
        raise Trouble(
            N_(
                "{path} was made by a newer riskreg. Install the newer version to open it; "
                "nothing was changed."
            ),
            path=path,
        )
    return newest() - schema
