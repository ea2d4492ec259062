"""Files that are no register, or no longer one: each is opened or refused with a sentence, and left alone.

Registers with bytes overwritten, cut off, swapped or wiped, with another head, and files of other
programs: databases, even with our application id, documents, archives, nothing at all. Never anything but
Trouble, never a byte changed, never a file left beside it.
"""

from __future__ import annotations

import random
import sqlite3
import zipfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from pathlib import Path

from riskreg import keeping
from riskreg.faults import Trouble
from riskreg.opening import open_register
from riskreg.store.file import APPLICATION_ID
from riskreg.texts import texts
from tests.builders import a_register
from tests.faults.outcome import Outcome, in_memory
from tests.faults.steps import go_home

WANTED = 2_000
PAGE = 4096
_HUGE = 5 << 30

Mutation = Callable[[Path, bytes, random.Random], None]


def trials(wanted: int = WANTED) -> Iterable[Outcome]:
    """Open so many files."""
    with in_memory() as folder:
        go_home(folder)
        found = Counter(_opened(folder, wanted))
    bad = sum(count for what, count in found.items() if what.isupper())
    yield Outcome("mutated and foreign files", found.total(), bad, found, least=wanted)


def _opened(folder: Path, wanted: int) -> Iterator[str]:
    with closing(a_register(folder, points=6)) as register:
        register.undo()
        register.redo()
    sound, luck = register.path.read_bytes(), random.Random(2)
    place = folder / "here"
    place.mkdir()
    for number in range(wanted):
        path = place / "namnden.riskreg"
        MUTATIONS[number % len(MUTATIONS)](path, sound, luck)
        yield _judged(path)
        for left in place.iterdir():
            left.unlink()


def _judged(path: Path) -> str:
    size = path.stat().st_size
    content = path.read_bytes() if size < _HUGE else b""
    try:
        try:
            with closing(open_register(path)):
                what = "opened"
            keeping.examine(path, lambda _done, _total: None)
        except Trouble as trouble:
            what = (
                "refused" if trouble.say(texts("sv")) != trouble.say(texts("en")) else "NO SWEDISH SENTENCE"
            )
    except Exception as error:
        return f"a crash ({type(error).__name__}: {error})".upper()
    if path.stat().st_size != size or (content and path.read_bytes() != content):
        return "CHANGED"
    return what if list(path.parent.iterdir()) == [path] else "SOMETHING LEFT BESIDE IT"


# ------------------------------------------------------------------ mutations
def _overwritten(path: Path, sound: bytes, luck: random.Random) -> None:
    content = bytearray(sound)
    for _run in range(luck.randint(1, 4)):
        start = luck.randrange(len(content))
        length = luck.choice((1, 8, 100, PAGE))
        content[start : start + length] = luck.randbytes(min(length, len(content) - start))
    path.write_bytes(content)


def _cut(path: Path, sound: bytes, luck: random.Random) -> None:
    path.write_bytes(sound[: luck.choice((luck.randrange(200), luck.randrange(len(sound))))])


def _longer(path: Path, sound: bytes, luck: random.Random) -> None:
    path.write_bytes(sound + luck.randbytes(luck.randrange(1, 3 * PAGE)))


def _swapped(path: Path, sound: bytes, luck: random.Random) -> None:
    pages = [sound[at : at + PAGE] for at in range(0, len(sound), PAGE)]
    one, other = luck.sample(range(len(pages)), 2)
    pages[one], pages[other] = pages[other], pages[one]
    path.write_bytes(b"".join(pages))


def _wiped(path: Path, sound: bytes, luck: random.Random) -> None:
    content = bytearray(sound)
    start = luck.randrange(len(content) // PAGE) * PAGE
    content[start : start + PAGE] = bytes(PAGE)
    path.write_bytes(content)


def _other_head(path: Path, sound: bytes, luck: random.Random) -> None:
    content = bytearray(sound)
    content[luck.randrange(100)] = luck.randrange(256)
    path.write_bytes(content)


def _pragma(path: Path, sound: bytes, luck: random.Random) -> None:
    path.write_bytes(sound)
    with closing(sqlite3.connect(path)) as raw:
        raw.execute(f"PRAGMA {luck.choice(('user_version', 'application_id'))}={luck.randrange(-9, 10**9)}")


# ------------------------------------------------------------------ foreign files
_CODE = (
    "CREATE TRIGGER t AFTER UPDATE ON plan BEGIN DELETE FROM journal; END",
    "CREATE VIEW v AS SELECT * FROM plan",
    "DROP TABLE goal_indicator",
    "ALTER TABLE plan RENAME TO plans",
    "ALTER TABLE goal DROP COLUMN text",
    "CREATE VIRTUAL TABLE f USING fts5(a)",
)


def _with_code(path: Path, sound: bytes, luck: random.Random) -> None:
    path.write_bytes(sound)
    with closing(sqlite3.connect(path)) as raw, raw:
        raw.execute(luck.choice(_CODE))


def _another_database(path: Path, sound: bytes, luck: random.Random) -> None:
    with closing(sqlite3.connect(path)) as raw, raw:
        raw.execute("CREATE TABLE places (id INTEGER PRIMARY KEY, url TEXT)")
        if luck.random() < 0.5:
            raw.execute(f"PRAGMA application_id={APPLICATION_ID}")
            raw.execute(f"PRAGMA user_version={luck.randrange(4)}")


def _another_kind(path: Path, sound: bytes, luck: random.Random) -> None:
    path.write_bytes(luck.choice((b"%PDF-1.7\n", b"SQLite format 3\0", b"", "Å;Ä\n".encode(), b"\0")) * 99)


def _archive(path: Path, sound: bytes, luck: random.Random) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("namnden.riskreg", sound[: luck.randrange(len(sound))])


def _huge(path: Path, sound: bytes, luck: random.Random) -> None:
    with path.open("wb") as file:
        file.write(sound if luck.random() < 0.5 else b"")
        file.truncate(_HUGE)


MUTATIONS: tuple[Mutation, ...] = (
    _overwritten,
    _cut,
    _longer,
    _swapped,
    _wiped,
    _other_head,
    _overwritten,
    _cut,
    _pragma,
    _with_code,
    _another_database,
    _another_kind,
    _archive,
    _huge,
)
