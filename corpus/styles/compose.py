"""A commune's month written down in its own style.

Enters: a life, a month, the style. Leaves: `Report`, whose pieces carry their gold.
Example: compose(life, Month(2026, 5), STYLES["na-khuoi"]) is the report of xã Nà Khuổi on tháng 5/2026.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from random import Random

from corpus.styles import frame
from corpus.styles.outline import Heading, lay_out
from corpus.styles.pieces import Block, Piece, Report
from corpus.styles.planning import task_part
from corpus.styles.readings import soften
from corpus.styles.render import Scene, render, tidy_spaces
from corpus.styles.style import Sentences, Style, load_sentences
from corpus.styles.words import Clock
from corpus.world.calendar import Month, day, kind_of
from corpus.world.diary import Document, Planned
from corpus.world.facts import Fact, tell
from corpus.world.simulate import Life

GROUPS: Mapping[str, tuple[str, ...]] = {
    "economy": ("agriculture", "business", "budget", "invest", "land"),
    "society": ("poverty", "welfare", "interior", "culture", "education", "health"),
    "order": ("military", "order", "justice", "reception", "reform", "religion"),
}
_FARMING = ("crops", "livestock", "forest", "aqua")
_AGRICULTURE = ("Nông - lâm nghiệp", "Nông nghiệp, thủy sản", "Sản xuất nông, lâm, ngư nghiệp", "Nông nghiệp")
ANNIVERSARIES: Mapping[int, tuple[str, date]] = {
    1: ("Ngày Học sinh, sinh viên Việt Nam", date(1950, 1, 9)),
    2: ("Ngày thành lập Đảng Cộng sản Việt Nam", date(1930, 2, 3)),
    3: ("Ngày thành lập Đoàn Thanh niên Cộng sản Hồ Chí Minh", date(1931, 3, 26)),
    4: ("Ngày Giải phóng miền Nam, thống nhất đất nước", date(1975, 4, 30)),
    5: ("Ngày sinh Chủ tịch Hồ Chí Minh", date(1890, 5, 19)),
    6: ("Ngày Gia đình Việt Nam", date(2001, 6, 28)),
    7: ("Ngày Thương binh - Liệt sĩ", date(1947, 7, 27)),
    8: ("Ngày Cách mạng Tháng Tám thành công", date(1945, 8, 19)),
    9: ("Ngày Quốc khánh nước Cộng hòa xã hội chủ nghĩa Việt Nam", date(1945, 9, 2)),
    10: ("Ngày thành lập Hội Liên hiệp Phụ nữ Việt Nam", date(1930, 10, 20)),
    11: ("Ngày thành lập Mặt trận Dân tộc thống nhất Việt Nam", date(1930, 11, 18)),
    12: ("Ngày thành lập Quân đội nhân dân Việt Nam", date(1944, 12, 22)),
}
"""Days that the culture sector speaks of in their month: name and the first day."""

sentences = cache(load_sentences)


@dataclass(frozen=True)
class Changes:
    """What a draft tells otherwise than its month: facts replaced (None: left out), tasks silent or all answered."""

    facts: Mapping[str, Fact | None]
    silent: frozenset[str] = frozenset()
    answer_all: bool = False


NO_CHANGES = Changes({})


class Composer:
    """Writes one report."""

    def __init__(self, life: Life, month: Month, style: Style, changes: Changes = NO_CHANGES) -> None:
        self.life, self.month, self.style, self.changes = life, month, style, changes
        commune = life.commune
        clock = Clock(month, kind_of(month, commune.periodic), style, commune.close, life.ledger.seasons[month])
        facts = {k: v for k, v in (tell(life, month, style.digits) | dict(changes.facts)).items() if v is not None}
        self.scene = Scene(commune, style, clock, facts)
        self.answered = self._answers()
        self.written = [s for group in style.groups for s in GROUPS[group] if s not in style.omit]

    def report(self) -> Report:
        """The whole report."""
        blocks = lay_out(self._headings(), self.style.levels)
        soften(blocks)
        return frame.assemble(self.scene, self.life, blocks, self.style)

    def _answers(self) -> list[Planned]:
        planned = self.life.diary.planned.get(self.month.shift(-1), [])
        kept = [task for task in planned if task.evidence and task.id not in self.changes.silent]
        if self.changes.answer_all:
            dropped = [task for task in planned if not task.evidence and task.id not in self.changes.silent]
            kept += [replace(task, outcome="done", evidence=frame.plain_answer(task)) for task in dropped]
        return kept

    def _headings(self) -> list[Heading]:
        style = self.style
        groups = []
        for group in style.groups:
            title = style.group_titles[group]
            children = [self._sector(sector) for sector in GROUPS[group] if sector not in style.omit]
            groups.append(Heading(Block("heading", [Piece(title, bold=True)], sector=f"group {group}"), [], children))
        tasks = Heading(
            Block("heading", self._title(style.tasks_title), sector="tasks"), task_part(self.scene, self.life)
        )
        reviews = [] if "review" in style.omit else [self._leaf("review")]
        if style.nested:
            results = Heading(
                Block("heading", self._title(style.results_title), sector="results"), [], [*groups, *reviews]
            )
            first = [self._leaf("lead")] if style.lead else []
            return [*first, results, tasks]
        return [*([self._leaf("lead")] if style.lead else []), *groups, *reviews, tasks]

    def _title(self, template: str) -> list[Piece]:
        upper = {"{KT}": "{kt}", "{NMY}": "{nmy}"}
        for mark, token in upper.items():
            template = template.replace(mark, token)
        pieces = render(template, self.scene) or []
        return [
            replace(p, text=p.text.upper(), bold=True, others=tuple((t.upper(), k) for t, k in p.others))
            for p in pieces
        ]

    def _sector(self, sector: str) -> Heading:
        if sector != "agriculture":
            return self._leaf(sector)
        title = Block("heading", [Piece(_AGRICULTURE[self.style.titles], bold=True)], sector=sector)
        return Heading(title, [], [self._leaf(name) for name in _FARMING])

    def _leaf(self, sector: str) -> Heading:
        found = sentences()[sector]
        title = found.titles[self.style.titles]
        if sector in ("lead", "review") and not title.isupper():
            title = title.upper()
        if sector == "review" and self.style.nested and self.style.group_titles["economy"][1:2].islower():
            title = title.capitalize()
        return Heading(Block("heading", [Piece(title, bold=True)], sector=sector), self._body(sector, found))

    def _body(self, sector: str, found: Sentences) -> list[Block]:
        variants = found.variants[self.style.variant_of(sector) % len(found.variants)]
        figures = [block for template in variants if (block := self._block(template, sector))]
        figures = _join_tables(figures)
        if sector in ("aqua", "forest") and not figures:
            return []
        if sector == "review":
            return [Block("bullet", self._sentence(text), "-", sector=sector) for text in self._prose(sector, found, 2)]
        count = 3 if not variants else 2 if sector in self.style.wordy else 1
        first, *rest = [self._sentence(text) for text in self._prose(sector, found, count)]
        last = [*rest, *self._documents(sector), *self._anniversary(sector), *self._evidence(sector)]
        if self.style.merge_prose and figures and figures[0].kind == "para":
            figures[0].pieces = tidy_spaces([*first, Piece(" "), *figures[0].pieces])
            opening = []
        else:
            opening = [Block("para", first, sector=sector)]
        closing = [Block("para", _run(last), sector=sector)] if last else []
        return [*opening, *figures, *closing]

    def _block(self, template: str, sector: str) -> Block | None:
        kind, number = "para", ""
        if template.startswith("| "):
            cells = [render(cell.strip(), self.scene) for cell in template.strip("| ").split(" | ")]
            if any(cell is None for cell in cells):
                return None
            return Block("table", [], sector=sector, rows=[[cell for cell in cells if cell is not None]])
        if template.startswith(("- ", "+ ")):
            kind, number, template = "bullet", template[0], template[2:]
        pieces = render(template, self.scene)
        if not pieces:
            return None
        head = pieces[0].text
        if kind == "para" and head[:1].islower():
            pieces[0] = replace(pieces[0], text=head[0].upper() + head[1:])
        return Block(kind, pieces, number, sector=sector)

    def _sentence(self, template: str) -> list[Piece]:
        return render(template, self.scene) or []

    def _prose(self, sector: str, found: Sentences, count: int) -> list[str]:
        order = list(found.prose)
        Random(f"{self.life.seed}/{self.life.commune.key}/prose/{sector}").shuffle(order)
        start = (self.month.year * 12 + self.month.month) * count
        return [order[(start + k) % len(order)] for k in range(min(count, len(order)))]

    def _documents(self, sector: str) -> list[list[Piece]]:
        verb, about = self.style.documents
        found = []
        for document in self.life.diary.documents[self.month]:
            if document.sector == sector and not document.task:
                before, after = self._sentence(verb), self._sentence(f"{about} {document.subject}.")
                found.append([*before, Piece(" "), cite(document), Piece(" "), *after])
        return found

    def _anniversary(self, sector: str) -> list[list[Piece]]:
        if sector != "culture":
            return []
        name, first = ANNIVERSARIES[self.month.month]
        now = first.replace(year=self.month.year)
        years, span = str(now.year - first.year), f"({day(first)} - {day(now)})"
        others = ((years, "anniversary"),), ((day(first), "date"), (day(now), "date"))
        return [[Piece("Triển khai tuyên truyền kỷ niệm "), Piece(f"{years} năm", others=others[0]), Piece(f" {name} "),
                 Piece(span, others=others[1]), Piece(".")]]  # fmt: skip

    def _place(self, task: Planned) -> str:
        """The sector that answers a task: its own, or the next one written where the style omits that."""
        if task.sector in _FARMING or task.sector in self.written:
            return task.sector
        group = next(sectors for sectors in GROUPS.values() if task.sector in sectors)
        return next(sector for sector in group if sector in self.written and sector != "agriculture")

    def _evidence(self, sector: str) -> list[list[Piece]]:
        found = []
        for task in self.answered:
            if self._place(task) != sector:
                continue
            papers = [cite(d) for d in self.life.diary.documents[self.month] if d.task == task.id]
            scene = replace(self.scene, document=papers[0] if papers else None)
            pieces = render(task.evidence, scene) or []
            found.append([replace(piece, task=task.id) for piece in pieces])
        return found


def cite(document: Document) -> Piece:
    """`Kế hoạch số 45/KH-UBND ngày 12/5/2026`."""
    when = day(document.day)
    text = f"{document.name} số {document.symbol} ngày {when}"
    return Piece(
        text, citation=(document.symbol, document.day), others=((document.symbol, "citation"), (f"ngày {when}", "date"))
    )


def _run(sentences_: list[list[Piece]]) -> list[Piece]:
    pieces: list[Piece] = []
    for sentence in sentences_:
        if pieces:
            pieces.append(Piece(" "))
        pieces += sentence
    return pieces


def _join_tables(blocks: list[Block]) -> list[Block]:
    found: list[Block] = []
    for block in blocks:
        if block.kind == "table" and found and found[-1].kind == "table":
            found[-1].rows += block.rows
        else:
            found.append(block)
    return found


def compose(life: Life, month: Month, style: Style, changes: Changes = NO_CHANGES) -> Report:
    """The report of that month."""
    return Composer(life, month, style, changes).report()
