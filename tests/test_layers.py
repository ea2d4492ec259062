"""The house: who may import whom, what start-up may pull in, and nothing that modules share and change."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

SOURCE = Path(__file__).parent.parent / "src"
LONGEST = 400  # lines of a file

# From the ground up; a module imports only from layers below its own, or from its own package.
LAYERS = (
    ("paths", "collecting"),
    ("texts",),
    ("faults",),
    ("files",),
    ("settings",),
    ("parsing",),
    ("domain",),
    ("store", "paper"),
    ("exchange",),
    ("edit",),
    ("register",),
    ("opening",),
    ("keeping", "sample", "adopting", "following", "moving_in"),
    ("verifying",),
    ("gui",),
    ("commands",),
    (
        "copy_commands",
        "edition_commands",
        "exchange_commands",
        "wheel_commands",
        "workshop_commands",
        "year_commands",
    ),
    ("command_table",),
    ("cli",),
    ("__main__",),
)
RANK = {name: rank for rank, layer in enumerate(LAYERS) for name in layer}

# Who alone may use a library; everyone may use the standard one.
LIBRARIES = {
    "platformdirs": {"paths"},
    "sqlalchemy": {"store", "register"},
    "alembic": {"store"},
    "reportlab": {"paper"},
    "pikepdf": {"paper"},
    "pyphen": {"paper"},
    "openpyxl": {"exchange"},
    "docx": {"exchange"},
    "icalendar": {"exchange"},
    "python_calamine": {"exchange"},
    "PIL": {"exchange", "paper"},
    "resvg_py": {"exchange"},
    "PySide6": {"gui"},
}


def name_of(file: Path) -> str:
    parts = file.relative_to(SOURCE).with_suffix("").parts
    return ".".join(part for part in parts if part != "__init__")


TREES = {name_of(file): ast.parse(file.read_text("utf-8")) for file in sorted(SOURCE.rglob("*.py"))}


def layer_of(module: str) -> str:
    """The layer of a module of ours: `store` of riskreg.store.file; riskreg itself has none."""
    return ".".join(module.split(".")[1:2])


def imported(tree: ast.AST) -> Iterator[str]:
    """Every module that a module imports anywhere in it; of `from a import b` both a and a.b."""
    for node in ast.walk(tree):
        match node:
            case ast.Import(names=names):
                yield from (alias.name for alias in names)
            case ast.ImportFrom(module=str(module), names=names, level=0):
                yield from (module, *(f"{module}.{alias.name}" for alias in names))
            case ast.ImportFrom(level=level):
                assert not level, "imports say the whole name"


OURS = {
    module: {name for name in imported(tree) if name in TREES and name != "riskreg"}
    for module, tree in TREES.items()
}


def test_every_module_has_its_place_in_the_house() -> None:
    assert {layer_of(module) for module in TREES} - RANK.keys() - {""} == set(), "place it in LAYERS"


def test_imports_go_only_downwards() -> None:
    upwards = [
        f"{module} imports {other}"
        for module, others in OURS.items()
        for other in others
        if layer_of(other) != layer_of(module) and RANK[layer_of(other)] >= RANK[layer_of(module)]
    ]
    assert upwards == []


def test_no_module_imports_itself_through_others() -> None:
    tuple(TopologicalSorter(OURS).static_order())  # CycleError names the circle


def test_a_library_is_used_in_one_place() -> None:
    strangers = []
    for module, tree in TREES.items():
        for name in {name.split(".")[0] for name in imported(tree)} - {"riskreg"} - sys.stdlib_module_names:
            if layer_of(module) not in LIBRARIES.get(name, ()):
                strangers.append(f"{module} imports {name}")
    assert strangers == []


def test_the_domain_knows_only_texts_and_faults() -> None:
    others = {layer_of(name) for module in TREES if layer_of(module) == "domain" for name in OURS[module]}
    assert others <= {"domain", "texts", "faults"}


@pytest.mark.parametrize(
    ("module", "heavy"),
    [
        (
            "riskreg.cli",
            {"PySide6", "sqlalchemy", "alembic", "reportlab", "pikepdf", "openpyxl", "riskreg.gui"},
        ),
        ("riskreg.__main__", {"PySide6", "sqlalchemy", "alembic", "reportlab", "pikepdf", "riskreg.gui"}),
        ("riskreg.gui.app", {"sqlalchemy", "alembic", "reportlab", "pikepdf", "openpyxl"}),
        ("riskreg.gui.crash", {"sqlalchemy", "alembic", "reportlab", "pikepdf", "openpyxl"}),
        ("riskreg.gui.window", {"sqlalchemy", "alembic", "reportlab", "pikepdf", "openpyxl"}),
        ("riskreg.register", {"PySide6", "alembic", "reportlab"}),
        ("riskreg.domain.checks", {"PySide6", "sqlalchemy", "platformdirs.windows"}),
    ],
)
def test_start_up_waits_only_for_what_it_needs(module: str, heavy: set[str]) -> None:
    command = f"import sys, {module}; print(*sys.modules)"
    run = subprocess.run([sys.executable, "-c", command], capture_output=True, text=True, check=True)
    assert heavy.intersection(run.stdout.split()) == set()


# ------------------------------------------------------------------ nothing shared and changed
CHANGING = {"append", "extend", "insert", "add", "update", "setdefault", "pop", "popitem", "clear", "remove",
            "discard", "sort", "reverse"}  # fmt: skip


def kept(tree: ast.Module) -> Iterator[tuple[str, ast.expr]]:
    """What a module keeps under names of its own."""
    for node in tree.body:
        match node:
            case ast.Assign(targets=targets, value=value):
                yield from ((t.id, value) for t in targets if isinstance(t, ast.Name))
            case ast.AnnAssign(target=ast.Name(id=name), value=ast.expr() as value):
                yield name, value


def changed(tree: ast.Module) -> set[str]:
    """The names whose value is changed anywhere in a module: x.append(…), x[…] = …, del x[…]."""
    found: set[str] = set()
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Attribute(value=ast.Name(id=name), attr=attribute)):
                found |= {name} if attribute in CHANGING else set()
            case ast.Subscript(value=ast.Name(id=name), ctx=ast.Store() | ast.Del()):
                found.add(name)
            case ast.AugAssign(target=ast.Name(id=name)):
                found.add(name)
    return found


@pytest.mark.parametrize("module", TREES)
def test_modules_keep_nothing_that_changes(module: str) -> None:
    tree = TREES[module]
    assert not [node for node in ast.walk(tree) if isinstance(node, ast.Global)], "pass it in instead"
    changeable = {
        name
        for name, value in kept(tree)
        if isinstance(value, ast.List | ast.Dict | ast.Set | ast.ListComp | ast.DictComp | ast.SetComp)
        or (isinstance(value, ast.Call) and ast.unparse(value.func) in ("list", "dict", "set", "defaultdict"))
    }
    empty = {
        name for name, value in kept(tree) if ast.unparse(value) in ("[]", "{}", "set()", "dict()", "list()")
    }
    assert empty == set(), "an empty list, dict or set at module level is there to be filled"
    assert changeable & changed(tree) == set()


@pytest.mark.parametrize("file", sorted(SOURCE.rglob("*.py")), ids=name_of)
def test_a_file_holds_one_job(file: Path) -> None:
    assert len(file.read_text("utf-8").splitlines()) <= LONGEST, "give a part of it a file of its own"
