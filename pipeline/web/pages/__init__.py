"""One file a page: what it asks the archive, and which template shows it."""

from __future__ import annotations

from fastapi import APIRouter

from pipeline.web.pages import archive, check, intake, report, static

ROUTERS: tuple[APIRouter, ...] = tuple(module.router for module in (archive, intake, report, check, static))
"""Every page; the first that fits an address answers."""
