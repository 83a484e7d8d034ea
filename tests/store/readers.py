"""Readers that stand in for the whole way when ingest is tested: a file says what should become of it.

Enters: a path to a text such as "UBND xã Tân Liêm;2026-04;21". Leaves: the made-up report of these.
"""

from __future__ import annotations

import hashlib
import os
import signal
import time
from datetime import date
from pathlib import Path

from pipeline.errors import InputError, SecretError
from schemas.report import Report
from tests.store.made_up import LIVESTOCK, Draft, make


def read(path: Path, data: bytes | None = None) -> Report:
    text = (path.read_bytes() if data is None else data).decode("utf-8")
    word = text.partition(";")[0]
    if word == "hỏng":
        raise InputError(f"{path}: tệp hỏng")
    if word == "mật":
        raise SecretError(f"{path}: tài liệu mật, không được đọc")
    if word == "lỗi":
        raise ZeroDivisionError("chữ trong báo cáo")
    if word == "chết":
        os.kill(os.getpid(), signal.SIGKILL)
    agency, month, day, *_ = text.split(";")
    time.sleep(0.02 * (hash(text) % 3))  # some files take longer, in another order each run
    draft = Draft(
        agency=agency,
        month=month,
        signed=date(int(month[:4]), int(month[5:]), int(day)),
        figures=LIVESTOCK,
        plan=["Tiếp tục tiêm phòng đợt 2"],
        path=str(path),
    )
    report = make(draft)
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    return report.model_copy(update={"source": report.source.model_copy(update={"sha256": sha256})})
