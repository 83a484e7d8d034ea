"""Work that goes wrong in the ways in which reading a hostile file can."""

from __future__ import annotations

import os


def hang() -> bytes:
    while True:
        pass


def devour() -> bytes:
    return b"x" * (64 << 30)


def die() -> bytes:
    os._exit(9)


def talk() -> bytes:
    raise ValueError("điều bí mật trong báo cáo")
