"""What holds for all tests."""

from __future__ import annotations

import pytest


@pytest.fixture(autouse=True)
def own_cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep recognised pages out of the user's cache folder."""
    monkeypatch.setenv("BAOCAO_CACHE", str(tmp_path_factory.getbasetemp() / "kho-dem"))
