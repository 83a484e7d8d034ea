from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.store.archive import Archive
from tests.query.archives import filled


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    path: Path = tmp_path_factory.mktemp("kho") / "kho.db"
    with filled(path) as opened:
        yield opened
