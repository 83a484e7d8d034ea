"""Work in a process of its own: what it may use, and what is told of it when it goes wrong."""

from __future__ import annotations

import pytest

from pipeline.web.apart import Limits, apart
from tests.web import harm


@pytest.mark.parametrize(
    ("work", "told"),
    [(harm.hang, "quá 2 giây"), (harm.devour, "bộ nhớ"), (harm.die, "dừng giữa chừng"), (harm.talk, "ValueError")],
)
def test_work_apart_is_held_to_its_limits(work: object, told: str) -> None:
    from pipeline.errors import InputError

    assert callable(work)
    with pytest.raises(InputError, match=told) as caught:
        apart(work, limits=Limits(seconds=2, memory=2 << 30))
    assert "bí mật" not in str(caught.value)
