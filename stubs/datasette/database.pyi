from collections.abc import Awaitable, Callable, Mapping, Sequence

class Results:
    rows: Sequence[Sequence[int]]

class Database:
    execute: Callable[..., Awaitable[Results]]
    table_counts: Callable[[float], Awaitable[Mapping[str, int | None]]]
    async def table_names(self) -> list[str]: ...
