"""What a number counts, in the report's own words.

Enters: the words left and right of a number. Leaves: a short label. In "Trong tháng, phường tiếp nhận 39 hồ sơ cấp giấy
chứng nhận lần đầu, ..." it is "tiếp nhận hồ sơ cấp giấy chứng nhận lần đầu".
"""

from __future__ import annotations

import re

from pipeline.extract.pieces import joined, under
from pipeline.extract.tails import CueIndex
from pipeline.extract.words import acts
from pipeline.language.text import fold, squeeze
from schemas.base import Span
from schemas.mention import Passage, PeriodMention, Shape
from schemas.report import NumberKind

_BRACKETS = re.compile(r"\([^()]*\)?|\[[^\]]*\]?")
_CHUNK = re.compile(r"[,;:]|(?<=\s)[-–](?=\s)|\.\s")
_STOP_MARK = re.compile(r"[,;:.()]|\s[-–]\s")
_BY_ITSELF = re.compile(
    r"(?:trong (?:đó|kỳ|tháng|năm|quý)|qua đó|đến nay|hiện nay|theo đó|nhìn chung|kết quả|cụ thể"
    r"|(?:ước )?(?:đến )?hết|ước|tính)$",
    re.IGNORECASE,
)
_BARE = re.compile(r"(?: yêu cầu)?\s*(?:[(,;.]|\Z)")
_PREDICATES = frozenset(["bị", "được", "đã", "đang", "thuộc", "ở", "trong", "của", "còn", "tại", "từ", "là"])
_MAX_WORDS = 14
_EXISTS = re.compile(r",\s*(?:đến nay|hiện nay|hiện|nay)(?:,? toàn [^\W\d_]+)?(?: đã)? có\s*\Z", re.IGNORECASE)
_PLACES = ("xã", "phường")
_HANGING = re.compile(r" (?:tại|ở|với|cho|của|do|từ|đến|và|trong|để)\Z", re.IGNORECASE)
_EDGE = " ,;:.-–*+•=/“”\"'()[]~$\\"
_TOPIC = re.compile(
    r"[\s\-–*+•o]*(?:Về )?"
    r"(?!(?:một số|kết quả|cụ thể|trong (?:đó|kỳ|tháng|quý|năm)|tình hình|như sau|nổi bật|tính|đến|từ)"
    r"(?![^\W\d_]))(?P<topic>[^:;.()\d]{2,60}):\s*",
    re.IGNORECASE,
)


class Labeller:
    """Cuts labels out of one passage."""

    def __init__(self, passage: Passage, index: CueIndex) -> None:
        self.passage = passage
        self.index = index
        self._colon = 0
        self._leads: dict[int, int] = {}
        for cue in passage.cues:
            if cue.kind in ("lead", "rest"):
                self._leads[cue.start] = max(cue.end, self._leads.get(cue.start, 0))
        apart = [period for period in passage.periods if _is_apart(passage.text, period)]
        self._periods = {period.start: period.end for period in apart}
        spans = [(period.start, period.end) for period in apart if period.shape is not Shape.SEASON]
        spans.extend((citation.start, citation.end) for citation in passage.citations)
        self._stripped = sorted(spans)
        self._ages = [(other.start, other.end) for other in passage.others if other.kind is NumberKind.AGE]
        self._keeps = [(cue.start, cue.end) for cue in passage.cues if cue.kind == "keep"]

    def left(self, start: int, end: int, led: bool, follows: bool = False) -> str:
        """Return the label in `[start, end)`, the words before a number without cues, periods and openings.

        `led` says that a word such as "đạt" leads on to the number; where none does, a comma right before it cuts it
        off.
        """
        begin = self._after_semicolon(start, end)
        topic = "" if follows else self._topic(begin, end)
        if topic:
            begin = self._colon
        pieces = self._pieces(begin, end)
        if follows and begin == start and len(pieces) > 1 and not self._opens(start):
            # "15 suất quà cho trẻ em nghèo, mỗi suất ...": the first piece still speaks of the figure before
            pieces = pieces[1:]
        said = self.passage.text[start:end].rstrip()
        cut = said.endswith((",", ";", "và")) or (said.endswith(")") and "(" not in said)
        if not pieces or (cut and not led):
            return ""
        if follows and begin == start and said.endswith(",") and not self._opens(start):
            return ""
        if led and not topic and pieces and _EXISTS.search(self.passage.text[begin:end]):
            return ""
        label = joined(pieces)
        if topic:
            label = under(topic, label)
        if label.lower().startswith(("so với", "so ")) or label.lower() == "so":
            return ""
        words = label.split()
        if len(words) > _MAX_WORDS:
            words = words[-_MAX_WORDS:]
        return " ".join(words).strip(_EDGE)

    def _topic(self, start: int, end: int) -> str:
        """Return what the words before a list item's colon name: "Lao: quản lý điều trị 19 bệnh nhân".

        Nothing where no verb follows: then the words before the colon are the label's first piece.
        """
        match = _TOPIC.match(self.passage.text, start, end)
        if match is None or len(match["topic"].split()) > 7:
            return ""
        behind = self.passage.text[match.end() : end].split()
        if not behind or not (acts(behind[0]) or fold(" ".join(behind[:2])).startswith("diện tích")):
            return ""
        self._colon = match.end()
        return squeeze(match["topic"])

    def _opens(self, start: int) -> bool:
        """Whether a comma, bracket or conjunction stands right behind the figure before."""
        return self.passage.text[start : start + 6].lstrip().startswith((",", ".", ":", "(", ")", "và ", "-", "–"))

    def _after_semicolon(self, start: int, end: int) -> int:
        """Return where the list item that ends at `end` begins: behind the last semicolon that no bracket holds."""
        text = self.passage.text
        depth = 0
        for at in range(end - 1, start - 1, -1):
            if text[at] == ")":
                depth += 1
            elif text[at] == "(":
                depth = max(0, depth - 1)
            elif text[at] == ";" and depth == 0:
                return at + 1
        return start

    def _pieces(self, start: int, end: int) -> list[str]:
        text = self.passage.text
        pieces: list[str] = []
        for piece_start, piece_end in _split(text, start, end, self._stripped):
            at = self._skip_lead(piece_start, piece_end)
            piece = self._without_periods(at, piece_end)
            piece = squeeze(_BRACKETS.sub(" ", piece)).strip(_EDGE)
            if piece and not _BY_ITSELF.fullmatch(piece) and piece.lower() not in ("so", "so với", "của", "là"):
                pieces.append(piece)
        return pieces

    def _skip_lead(self, start: int, end: int) -> int:
        text = self.passage.text
        at = start
        while at < end:
            if text[at].isspace() or text[at] in _EDGE:
                at += 1
            elif any(first <= at < last for first, last in self._keeps):
                break
            elif at in self._periods and self._leads.get(at, 0) < self._periods[at] <= end:
                at = self._periods[at]
            elif at in self._leads and self._leads[at] <= end:
                after = self._leads[at]
                if text[at:after].lower() in _PLACES and not text[after:end].strip(_EDGE):
                    break
                at = after
            elif at in self._periods and self._periods[at] <= end:
                at = self._periods[at]
            else:
                break
        return at

    def _without_periods(self, start: int, end: int) -> str:
        text = self.passage.text
        kept = []
        at = start
        for first, last in self._stripped:
            if at <= first and last <= end:
                kept.append(text[at:first])
                at = last
        kept.append(text[at:end])
        return " ".join(kept)

    def right_end(self, start: int, limit: int, counted: bool, through: bool = False) -> int:
        """Return where the noun phrase that begins at `start` ends, at `limit` at the latest.

        Behind a `counted` noun it may begin with what was done or became of it ("06 người bị thương"); `through` lets
        that stand anywhere in it.
        """
        text = self.passage.text
        end = limit
        start = self._past_remark(start, limit)
        if mark := _STOP_MARK.search(text, start, limit):
            end = mark.start()
        for cue in self.index.ahead(start, end, ("stop", "change", "against", "parts")):
            if any(first <= cue.start < last for first, last in self._keeps):
                continue
            if text[start : cue.start].rstrip().lower().endswith(("chưa", "không")):
                continue
            if counted and any(first <= cue.start < last for first, last in self._ages):
                continue
            if text[cue.start : cue.end].lower() == "đạt" and any(
                other.kind is NumberKind.ORDINAL and 0 <= other.start - cue.start <= 5 for other in self.passage.others
            ):
                continue
            said = text[cue.start : cue.end].lower()
            if counted and (through or cue.start - start <= 1) and said in _PREDICATES:
                continue
            if counted and said == "đạt" and cue.start - start <= 1 and _BARE.match(text, cue.end):
                continue
            return max(start, cue.start)
        if mark is not None and mark[0] == "," and 0 < len(text[start:end].split()) <= 2:
            return self._over_comma(end, limit)
        return end

    def _past_remark(self, start: int, limit: int) -> int:
        """Return where a bracket without figures that opens at `start` ends ("3 hộ (do sạt lở) phải di dời")."""
        text = self.passage.text
        if not text[start : start + 2].lstrip().startswith("("):
            return start
        close = text.find(")", start, limit)
        if close < 0 or any(start <= quantity.start < close for quantity in self.passage.quantities):
            return start
        return close + 1

    def _over_comma(self, comma: int, limit: int) -> int:
        """Return the end of a noun phrase that goes on behind a comma ("kiến nghị, phản ánh").

        `comma` where it doesn't.
        """
        text = self.passage.text
        further = _STOP_MARK.search(text, comma + 1, limit)
        if further is None and limit < len(text):
            return comma
        end = further.start() if further is not None else limit
        piece = text[comma + 1 : end]
        if len(piece.split()) < 2 or any(char.isdigit() for char in piece):
            return comma
        stops = self.index.ahead(comma + 1, end, ("stop", "change", "against", "parts", "lead"))
        if stops and stops[0].start - comma <= 2:
            return comma
        return stops[0].start if stops else end

    def right(self, start: int, limit: int, counted: bool, through: bool = False) -> tuple[str, Span]:
        """Return the noun phrase behind a number, and where it stands."""
        start = self._past_remark(start, limit)
        end = self.right_end(start, limit, counted, through)
        label = _HANGING.sub("", squeeze(self._without_periods(start, end)).strip(_EDGE))
        words = label.split()
        if len(words) > _MAX_WORDS:
            label = " ".join(words[:_MAX_WORDS])
        return label, (start, end)


def _is_apart(text: str, period: PeriodMention) -> bool:
    """Whether a span of time is no part of what is counted ("lúa mùa", "kỳ trước chuyển sang" are)."""
    if period.shape is Shape.OWN and period.shift:
        return False
    return period.shape is not Shape.SEASON or text[period.start : period.start + 3].lower() in ("vụ ", "trà")


def _split(text: str, start: int, end: int, whole: list[Span]) -> list[Span]:
    """Return the pieces of `[start, end)` between commas and their kin, brackets left whole."""
    pieces: list[Span] = []
    depth = 0
    begin = start
    inside = {at for first, last in whole for at in range(max(first, start), min(last, end))}
    for at in range(start, end):
        char = text[at]
        if at in inside:
            continue
        if char in "([":
            depth += 1
        elif char in ")]":
            depth = max(0, depth - 1)
        elif depth == 0 and _CHUNK.match(text, at):
            pieces.append((begin, at))
            begin = at + 1
    pieces.append((begin, end))
    return pieces
