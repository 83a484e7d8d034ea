"""The office's settings: read, refused, and obeyed."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from pipeline.check.rules import RULES
from pipeline.check.settings import KEYS, Settings, load_settings
from pipeline.errors import UsageError
from schemas.finding import Severity
from tests.check.drafts import Draft, findings

RULE_IDS = [rule.id for rule in RULES]
HERD = "Tổng đàn gia súc 1.848 con, gồm: trâu 21 con, bò 04 con, ngựa 08 con, dê 539 con, lợn 1.238 con."


def written(folder: Path, text: str) -> Path:
    path = folder / "baocao.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_all_keys_are_read(tmp_path: Path) -> None:
    text = """
nguong = 0.1
tat = ["text.spelling"]
muc_bat_buoc = ["Cải cách hành chính"]
tu_rieng = ["ngiệp"]
[muc_do]
"series.jump" = "error"
[gioi_han]
giay = 600
"""
    settings = load_settings(written(tmp_path, text), RULE_IDS)
    assert all(key in text for key in KEYS)
    assert settings.slack == Decimal("0.1")
    assert settings.silenced == {"text.spelling"}
    assert settings.required_sections == ("Cải cách hành chính",)
    assert settings.words == {"ngiệp"}
    assert settings.severities == {"series.jump": Severity.ERROR}


def test_no_file_is_the_usual_settings() -> None:
    assert load_settings(None, RULE_IDS) == Settings()


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("nguong = 2", "'nguong'"),
        ("nguong = true", "'nguong'"),
        ("tat = 'text.spelling'", "'tat'"),
        ("tat = ['text.nonsense']", "text.nonsense"),
        ("muc_do = 3", "'muc_do'"),
        ("[muc_do]\n'sum.parts' = 'grave'", "grave"),
        ("[muc_do]\n'sum.nonsense' = 'error'", "sum.nonsense"),
        ("khoa_la = 1", "khoa_la"),
        ("nguong = ", "cú pháp"),
    ],
)
def test_what_is_wrong_is_said_in_one_line(tmp_path: Path, text: str, wanted: str) -> None:
    with pytest.raises(UsageError, match=wanted) as error:
        load_settings(written(tmp_path, text), RULE_IDS)
    assert "\n" not in str(error.value)


def test_missing_file_is_said(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="không đọc được"):
        load_settings(tmp_path / "khong-co.toml", RULE_IDS)


def test_severity_and_silence_are_obeyed(tmp_path: Path) -> None:
    draft = Draft(HERD)
    mild = Settings(severities={"sum.parts": Severity.INFO})
    assert [f.severity for f in findings(tmp_path, draft, settings=mild) if f.rule == "sum.parts"] == [Severity.INFO]
    silent = Settings(silenced=frozenset({"sum.parts"}))
    assert not [f for f in findings(tmp_path, draft, settings=silent) if f.rule == "sum.parts"]


def test_own_words_and_required_sections(tmp_path: Path) -> None:
    draft = Draft("Phát triển nông ngiệp bền vững.")
    own = Settings(words=frozenset({"ngiệp"}), required_sections=("Cải cách hành chính", "Kinh tế"))
    found = findings(tmp_path, draft, settings=own)
    assert not [finding for finding in found if finding.rule == "text.spelling"]
    assert [f.message for f in found if f.rule == "structure.missing"] == ["Thiếu mục bắt buộc “Cải cách hành chính”."]


def test_wider_slack_forgives_more(tmp_path: Path) -> None:
    draft = Draft("Cây ngô trồng được khoảng 3.000/3.200 ha, đạt 98%.")
    strict = findings(tmp_path, draft, settings=Settings(slack=Decimal("0.01")))
    wide = findings(tmp_path, draft, settings=Settings(slack=Decimal("0.1")))
    assert [f.rule for f in strict if f.rule == "ratio.mismatch"] == ["ratio.mismatch"]
    assert not [f for f in wide if f.rule == "ratio.mismatch"]
