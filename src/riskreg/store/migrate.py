"""Bringing a file's tables up to what this program writes."""

from __future__ import annotations

from sqlalchemy import Connection, Engine

from riskreg import paths
from riskreg.store import file


def newest() -> int:
    """The schema version that this program writes: the number of the newest migration."""
    return max(int(p.name[:4]) for p in (paths.migrations() / "versions").glob("[0-9]*_*.py"))


def bring_up_to_date(engine: Engine) -> None:
    """Run the migrations that a register lacks, all or none."""
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
