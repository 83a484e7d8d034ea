"""One file a page: what it asks the archive, and which template shows it."""

from __future__ import annotations

from fastapi import APIRouter

from pipeline.web.pages import (
    archive,
    check,
    compare,
    door,
    helping,
    intake,
    report,
    search,
    series,
    static,
    suggest,
    tasks,
)

ROUTERS: tuple[APIRouter, ...] = tuple(
    module.router
    for module in (archive, intake, report, series, compare, tasks, check, search, helping, suggest, door, static)
)
"""Every page; the first that fits an address answers."""
