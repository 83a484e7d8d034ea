from pathlib import Path
from typing import Any

class NotebookNode(dict[str, Any]):
    cells: list[Any]
    metadata: dict[str, Any]

def read(fp: Path, as_version: int) -> NotebookNode: ...
def write(nb: NotebookNode, fp: Path) -> None: ...
def validate(nbdict: NotebookNode) -> None: ...
