"""Templates to pieces: every number that is written comes out with its gold.

Enters: a template and a `Scene` (facts, time, style). Leaves: pieces, or None where a fact that it needs is missing.
Example: "đàn bò {livestock_cattle}" gives "đàn bò " and "2.140 con" with its figure.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from functools import cache

from corpus.styles.numbers import Form, write
from corpus.styles.pieces import Figure, Piece
from corpus.styles.style import Style
from corpus.styles.template import Choice, Lexeme, Node, Optional, TemplateError, Text, Token, parse
from corpus.styles.words import Clock
from corpus.world.calendar import TWO_TIERS, Kind
from corpus.world.communes import Commune
from corpus.world.facts import Fact
from corpus.world.indicators import INDICATORS

read = cache(parse)


@dataclass
class Scene:
    """What a template can speak of; `stated` collects the keys of the facts that were written."""

    commune: Commune
    style: Style
    clock: Clock
    facts: Mapping[str, Fact]
    document: Piece | None = None
    stated: set[str] = field(default_factory=set)

    def fact(self, key: str) -> Fact | None:
        """The fact of that key; `x@m` is `x` in a month's report."""
        found = self.facts.get(key)
        if found is None and key.endswith("@m") and self.clock.kind is Kind.MONTH:
            found = self.facts.get(key.removesuffix("@m"))
        return found


def render(template: str, scene: Scene) -> list[Piece] | None:
    """The pieces of a template, spacing put right; None when it needs a fact that isn't there."""
    stated: set[str] = set()
    pieces = _nodes(read(template), replace(scene, stated=stated))
    if pieces is None:
        return None
    scene.stated |= stated
    return tidy_spaces(pieces)


def _nodes(nodes: tuple[Node, ...], scene: Scene) -> list[Piece] | None:
    pieces: list[Piece] = []
    for node in nodes:
        found = _node(node, scene)
        if found is None:
            return None
        pieces += found
    return pieces


def _node(node: Node, scene: Scene) -> list[Piece] | None:
    if isinstance(node, Text):
        return [Piece(node.text)]
    if isinstance(node, Lexeme):
        return [Piece(_word(node.word, scene))]
    if isinstance(node, Choice):
        fact = scene.fact(node.key)
        return _nodes(node.then if fact and fact.value else node.other, scene)
    if isinstance(node, Optional):
        stated: set[str] = set()
        found = _nodes(node.nodes, replace(scene, stated=stated))
        if found is None or any(piece.figure and not piece.figure.value for piece in found):
            return []
        scene.stated |= stated
        return found
    return _token(node, scene)


def _word(word: str, scene: Scene) -> str:
    key = word[0].lower() + word[1:]
    above = scene.commune.province if scene.clock.month >= TWO_TIERS else scene.commune.district
    own = {"trên": above, "xã": scene.commune.kind, "tên": scene.commune.name, "tỉnh": scene.commune.province}
    found = scene.style.lexicon.get(key) or own.get(key) or key
    return found[0].upper() + found[1:] if word[0].isupper() else found


def _token(token: Token, scene: Scene) -> list[Piece] | None:
    head = token.head
    if head == "doc":
        return None if scene.document is None else [scene.document]
    if head == "cite":
        symbol, day, text = token.words
        return [Piece(text, citation=(symbol, date.fromisoformat(day)), others=((symbol, "citation"), (day, "date")))]
    if head.startswith("#"):
        return [Piece(token.words[0], others=((token.words[0], head[1:]),))]
    if head.startswith("0"):
        return [_none(head[1:], token, scene)]
    if head.startswith("="):
        return [_literal(head[1:], token, scene)]
    if head.startswith("~"):
        fact = scene.fact(head[1:])
        if fact is None:
            return [Piece("tương đương")]
        return [Piece("tăng " if fact.value > 0 else "giảm "), _figure(fact, token, scene)]
    if "/" in head:
        return _fraction(head, token, scene)
    phrase = scene.clock.say(head)
    if phrase is not None:
        return [Piece(_spelt(phrase.text, scene), others=phrase.others)]
    if head.partition("@")[0] not in INDICATORS:
        raise TemplateError(f"không có {{{head}}}")
    fact = scene.fact(head)
    return None if fact is None else [_figure(fact, token, scene)]


def _spelt(text: str, scene: Scene) -> str:
    for old, new in scene.style.spell:
        text = text.replace(old, new)
    return text


def _fraction(head: str, token: Token, scene: Scene) -> list[Piece] | None:
    first, second = (scene.fact(key) for key in head.split("/"))
    if first is None or second is None:
        return None
    pair = [_figure(first, token, scene), _figure(second, Token(head, _without(token, "of")), scene)]
    figures = [piece.figure for piece in pair]
    assert figures[0] is not None
    assert figures[1] is not None
    same_unit = write(first.value, figures[0].form).unit == write(second.value, figures[1].form).unit
    if scene.style.fraction_once and same_unit and figures[0].form.money in ("triệu", "tỷ"):
        bare = _bare(first, figures[0])
        pair[0] = replace(pair[0], text=write(abs(first.value), bare.form).text, figure=bare)
    words = tuple(dict.fromkeys((*figures[0].words, *figures[1].words)))
    target = replace(figures[1], measure="target", words=words, phenomena=("fraction",))
    return [pair[0], Piece("/"), replace(pair[1], figure=target)]


def _bare(fact: Fact, figure: Figure) -> Figure:
    """The same figure with its unit left to its neighbour."""
    written = write(fact.value, figure.form)
    money = figure.form.measure == "triệu đồng" and written.unit.startswith(("tỷ", "tỉ"))
    form = replace(
        figure.form, unit="", leading_zero=figure.form.leading_zero, money="bare tỷ" if money else figure.form.money
    )
    return replace(figure, form=form, phenomena=("fraction",))


def _without(token: Token, name: str) -> tuple[tuple[str, str], ...]:
    return tuple(option for option in token.options if option[0] != name)


def _figure(fact: Fact, token: Token, scene: Scene) -> Piece:
    scene.stated.add(fact.key)
    unit = token.get("u")
    form = make_form(fact.unit if unit is None else unit, fact.unit, scene.style)
    units = (fact.unit,) if fact.unit in ("triệu đồng", "%", "ha", "tấn", "tạ/ha") else fact.indicator.units
    if unit is not None and unit not in units:
        units = (unit, *units)
    words = token.get("w")
    figure = Figure(
        key=fact.key, code=fact.indicator.catalogue, value=fact.value, form=form, units=units,
        words=tuple(words.split(";")) if words else fact.indicator.words, measure=fact.measure,
        periods=token.get("p") or gold_periods(fact, scene.clock.kind), of=token.get("of") or None,
        against=fact.against, qualifier=token.get("q"), base=fact.base,
    )  # fmt: skip
    return Piece(write(abs(fact.value), form).text, figure=figure)


def make_form(unit: str, measure: str, style: Style) -> Form:
    """How a style writes a figure of that unit."""
    return Form(unit, measure, style.money, style.thousands, style.leading_zero, unit in style.glue, ",", style.spell)


def _none(code: str, token: Token, scene: Scene) -> Piece:
    row, fact = INDICATORS[code], scene.fact(code)
    if fact is not None:
        scene.stated.add(fact.key)
    periods = gold_periods(fact, scene.clock.kind) if fact else "-"
    form = Form("", row.units[0])
    figure = Figure(code, row.catalogue, Decimal(0), form, row.units, row.words, "actual", periods, zero=True)
    return Piece(token.words[0], figure=figure)


def _literal(value: str, token: Token, scene: Scene) -> Piece:
    unit, words = token.get("u") or "", tuple((token.get("w") or "").split(";"))
    zero, periods = token.get("z"), token.get("p") or "m;-"
    units = tuple(unit.split(";"))
    figure = Figure(
        f"={zero or words[0]}", None, Decimal(value), make_form(units[0], units[0], scene.style), units, words,
        token.get("m") or "actual", periods, qualifier=token.get("q"), zero=zero is not None,
    )  # fmt: skip
    return Piece(zero or write(Decimal(value), figure.form).text, figure=figure)


def gold_periods(fact: Fact, kind: Kind) -> str:
    """The period as the gold file spells it, with what a reasonable reader may also say."""
    period = fact.period
    own = {
        Kind.MONTH: "m",
        Kind.QUARTER: "k:quarter",
        Kind.HALF: "k:half;ytd",
        Kind.NINE_MONTHS: "k:nine_months;ytd",
    }.get(kind, "y;ytd")
    if fact.indicator.kind == "B":
        return "-"
    if period.kind == "range":
        return f"r:{period.start}..{period.end};{own}"
    if period.kind == "year":
        return "y" if fact.measure == "target" else "y;ytd"
    if period.kind == "point":
        return f"pt;{own}" if fact.indicator.kind == "E" else "pt"
    if period.kind == "ytd":
        return "ytd;y" if fact.measure == "ratio" or kind is Kind.YEAR else "ytd"
    return {"month": "m", "campaign": f"k:campaign;pt;ytd;{own}", "school_year": "k:school_year;pt"}.get(
        period.kind, own
    )


def tidy_spaces(pieces: list[Piece]) -> list[Piece]:
    """One space after a comma or a full stop between pieces, never two, none at the ends or before a mark."""
    found: list[Piece] = []
    for piece in pieces:
        text = piece.text
        before = found[-1].text if found else ""
        if piece.figure is None and piece.citation is None:
            text = re.sub(r" {2,}", " ", text)
            text = re.sub(r"^ +(?=[,;.:)])", "", text)
            if before.endswith((" ", "(")) or not before:
                text = text.lstrip(" ")
        elif before.endswith((",", ";", ".", ":")) and before != "/":
            found.append(Piece(" "))
        if before.endswith((",", ";", ".", ":")) and text[:1].isalpha():
            text = " " + text if piece.figure is None else text
        if text:
            found.append(replace(piece, text=text))
    for index, piece in enumerate(found[1:], 1):
        if piece.text[:1] in ",;.:)" and found[index - 1].figure is None:
            found[index - 1] = replace(found[index - 1], text=found[index - 1].text.rstrip(" "))
    if found and found[-1].figure is None:
        found[-1] = replace(found[-1], text=found[-1].text.rstrip(" "))
    return [piece for piece in found if piece.text]
