from starlette.types import Scope

class Request:
    scope: Scope
    @property
    def path(self) -> str: ...
