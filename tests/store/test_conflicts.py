"""Conflict copies are known by the names that the common sync clients give them."""

from __future__ import annotations

from pathlib import Path

import pytest

from riskreg.store.conflicts import beside


def found(folder: Path, name: str, *others: str) -> list[str]:
    for each in (name, *others):
        (folder / each).touch()
    return [path.name for path in beside(folder / name)]


@pytest.mark.parametrize(
    "copy",
    [
        # Dropbox
        "nämnden (Annas dator's conflicted copy 2026-11-24).riskreg",
        "nämnden (Annas konfliktkopia 2026-11-24).riskreg",
        "nämnden (ANNAS-DATOR's conflicted copy 2026-11-24) (1).riskreg",
        "nämnden (Unicode Encoding Conflict).riskreg",
        # OneDrive
        "nämnden-ANNAS-DATOR.riskreg",
        "nämnden-ANNAS-DATOR-2.riskreg",
        # Nextcloud and ownCloud
        "nämnden (conflicted copy 2026-11-24 140312).riskreg",
        "nämnden (conflicted copy anna 2026-11-24 140312).riskreg",
        "nämnden_conflict-20261124-140312.riskreg",
        # Syncthing
        "nämnden.sync-conflict-20261124-140312-ABCDEF7.riskreg",
    ],
)
def test_the_copy_of_a_client_is_known(tmp_path: Path, copy: str) -> None:
    assert found(tmp_path, "nämnden.riskreg", copy, "annan.riskreg") == [copy]


@pytest.mark.parametrize(
    "other",
    [
        "nämnden 2023.riskreg",
        "nämnden2.riskreg",
        "nämnden (gammal).riskreg",
        "nämnden (1).riskreg",
        "nämnden - Kopia.riskreg",
        "nämnden (conflicted copy 2026-11-24 140312).pdf",
        "stornämnden (conflicted copy 2026-11-24 140312).riskreg",
        "nämnden.riskreg.bak",
        "nämnden.riskreg-journal",
        ".nämnden.riskreg.lock",
        "nämnden.sync-conflict-20261124.riskreg",
    ],
)
def test_another_file_is_none(tmp_path: Path, other: str) -> None:
    assert found(tmp_path, "nämnden.riskreg", other) == []


@pytest.mark.parametrize("name", ["a{b}+(c)[d].riskreg", "50 % $^*.riskreg", "a.b.c.riskreg"])
def test_signs_in_the_name_mean_themselves(tmp_path: Path, name: str) -> None:
    copy = f"{Path(name).stem}-ANNAS-DATOR.riskreg"
    assert found(tmp_path, name.replace("*", "_"), copy.replace("*", "_")) == [copy.replace("*", "_")]


def test_all_of_them_are_found_in_order(tmp_path: Path) -> None:
    copies = [
        "n (conflicted copy 2026-11-24 140312).riskreg",
        "n-DATOR.riskreg",
        "n_conflict-20261124-140312.riskreg",
    ]
    assert found(tmp_path, "n.riskreg", *reversed(copies)) == copies


def test_a_folder_that_is_gone_has_none(tmp_path: Path) -> None:
    assert beside(tmp_path / "borta" / "nämnden.riskreg") == ()
