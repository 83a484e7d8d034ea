"""Word files in the old codes: their text becomes Unicode before anything else is read of it.

Enters: the parts of a Word file. Leaves: the same, every `w:t` of a run in .VnTime or VNI-Times, or of one whose words
show that it is in such a code, in Unicode. A run "céng hoµ" in .VnTimeH holds "CỘNG HOÀ" afterwards.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from lxml import etree

from pipeline.language.capitals import restore_sentences, restore_words
from pipeline.language.legacy import Code, font_setting, is_vni_mark
from pipeline.language.recode import Recoder
from pipeline.read.docx_styles import Look, Styles, look_of
from pipeline.read.docx_xml import value, w

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_WRITTEN = ("document", "header", "footnotes", "endnotes")


def recode_parts(parts: dict[str, list[etree._Element]], styles: Styles) -> Recoder:
    """Put the text of all parts into Unicode where they are; return what did it, for what it has to say."""
    recoder = Recoder()
    paragraphs = [
        [(font, list(group)) for font, group in groupby(_texts(paragraph, styles), key=lambda pair: pair[0])]
        for name in _WRITTEN
        for root in parts.get(name, ())
        for paragraph in root.iter(w("p"))
    ]
    for stretches in paragraphs:
        for font, group in stretches:
            recoder.learn("".join(_text_of(element) for _, element in group), font)
    for stretches in paragraphs:
        for index, (font, group) in enumerate(stretches):
            _recode([element for _, element in group], font, recoder, index == 0, index == len(stretches) - 1)
    for numbering in parts.get("numbering", ()):
        for level in numbering.iter(w("lvl")):
            _recode_label(level, recoder)
    return recoder


def _recode_label(level: etree._Element, recoder: Recoder) -> None:
    """Put the label of a level of a list into Unicode, if it is in a font of an old code."""
    text, font = level.find(w("lvlText")), look_of(None, level.find(w("rPr"))).font
    if text is not None and font_setting(font) is not None:
        text.set(w("val"), recoder.recode(text.get(w("val"), ""), font))


def _texts(paragraph: etree._Element, styles: Styles) -> Iterator[tuple[str, etree._Element]]:
    """Yield the texts of a paragraph's own runs, each with its font; a soft hyphen is one, the "ư" of TCVN3."""
    look: Look | None = None
    fonts: dict[etree._Element, str] = {}
    for element in paragraph.iter(w("t"), w("softHyphen")):
        if next(element.iterancestors(w("p")), None) is not paragraph:
            continue
        if look is None:
            properties = paragraph.find(w("pPr"))
            style = value(properties, "pStyle") or styles.default_paragraph
            look = look_of(properties, None).over(styles.paragraph(style))
        run = element.getparent()
        if run is None:
            continue
        if run not in fonts:
            fonts[run] = _font_of(run, look, styles)
        yield fonts[run], element


def _font_of(run: etree._Element, look: Look, styles: Styles) -> str:
    """Return the name of a run's font, or nothing where the file doesn't tell it."""
    properties = run.find(w("rPr"))
    if properties is not None:
        look = look_of(None, properties).over(styles.character(value(properties, "rStyle"))).over(look)
    return look.font or ""


def _text_of(element: etree._Element) -> str:
    return "\u00ad" if element.tag == w("softHyphen") else element.text or ""


def _recode(elements: list[etree._Element], font: str, recoder: Recoder, first: bool, last: bool) -> None:
    """Put the texts of neighbouring runs in one font into Unicode; `first` and `last` of their paragraph or not."""
    texts = [_text_of(element) for element in elements]
    setting = recoder.setting("".join(texts), font or None)
    if setting is None:
        return
    if setting.code is Code.VNI:
        texts = list(_whole_letters(texts))
    end = len(texts) - 1 if last else len(texts)
    done = [recoder.put(text, setting, ends=index == end) for index, text in enumerate(texts)]
    if setting.code is Code.TCVN3 and font_setting(font) is None:
        done = _cut(restore_sentences("".join(done), first), map(len, done))
    elif setting.code is Code.TCVN3:
        done = _cut(restore_words("".join(done)), map(len, done))
    for element, text in zip(elements, done, strict=True):
        element.tag = w("t")
        element.text = text
        element.set(_SPACE, "preserve")


def _cut(text: str, lengths: Iterable[int]) -> list[str]:
    """Cut a text into pieces of the given lengths."""
    pieces: list[str] = []
    for length in lengths:
        pieces.append(text[:length])
        text = text[length:]
    return pieces


def _whole_letters(texts: list[str]) -> Iterator[str]:
    """Yield texts in VNI, marks at the start of one moved to the end of the one before, where their letter is."""
    for index, text in enumerate(texts):
        if index and text and is_vni_mark(text[0]):
            text = text[1:]
        after = texts[index + 1] if index + 1 < len(texts) else ""
        yield text + after[0] if after and is_vni_mark(after[0]) else text
