"""Write the migration that brings the newest schema to what the records now say.

python .ci/new_migration.py "add the field remark"
"""

import sys
import tempfile
from pathlib import Path

from alembic import command
from alembic.config import Config

from riskreg import paths
from riskreg.store import file


def main(message: str) -> None:
    """Compare the records with a file at the newest schema and write what is between them."""
    with tempfile.TemporaryDirectory() as folder:
        engine = file.engine_for(Path(folder, "newest.riskreg"), create=True)
        config = Config()
        config.set_main_option("script_location", str(paths.migrations()))
        config.set_main_option("file_template", "%%(rev)s_%%(slug)s")
        with file.writing(engine) as connection:
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
            number = max(int(p.name[:4]) for p in (paths.migrations() / "versions").glob("[0-9]*_*.py")) + 1
            command.revision(config, message, autogenerate=True, rev_id=f"{number:04d}")
        engine.dispose()


if __name__ == "__main__":
    main(sys.argv[1])
