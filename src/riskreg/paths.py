"""Where things lie: the only file that knows where resources, migrations and the user's folders are."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import platformdirs

APP = "riskreg"


@cache
def _home() -> Path:
    """The folder that holds `resources/` and `db/`: the package when installed, the checkout otherwise."""
    package = Path(__file__).resolve().parent
    return package if (package / "resources").is_dir() else package.parent.parent


def resources() -> Path:
    """Icons, fonts, translations and the sample."""
    return _home() / "resources"


def migrations() -> Path:
    """The alembic folder."""
    return _home() / "db"


def settings_file() -> Path:
    """The user's settings: language, recent registers, layout."""
    return Path(platformdirs.user_config_dir(APP, appauthor=False)) / "settings.json"


def data_folder() -> Path:
    """What the program keeps for its user: the registers' backups."""
    return Path(platformdirs.user_data_dir(APP, appauthor=False))


def documents_folder() -> Path:
    """Where a new register is proposed to lie."""
    return Path(platformdirs.user_documents_dir())
