"""Words on a canvas: one baseline for all scripts, cuts that are told, vendors' text that stays text."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QImage, QPainter, QTextLayout
from PySide6.QtWidgets import QApplication

from desktop.ui.kit import fonts, writing
from desktop.ui.kit.fonts import Type, load

INK = QColor("#000000")
COLUMNS = range(10, 40)


@pytest.fixture(autouse=True)
def inter(qapp: QApplication) -> None:
    load()


def test_a_text_that_fits_is_not_touched() -> None:
    written = writing.line("Nonna Lucia", Type.BODY, writing.line("Nonna Lucia", Type.BODY).width)
    assert not written.is_cut
    assert written.layout.text() == "Nonna Lucia"


def test_a_text_without_room_is_cut_and_told() -> None:
    with writing.cuts() as cut:
        lowest_dark(*shown("Sydney Fish Market Kitchen", width=90))
        lowest_dark(*shown("Short", width=90))
    assert cut == ["Sydney Fish Market Kitchen"]


def test_cuts_are_told_only_while_somebody_listens() -> None:
    with writing.cuts() as cut:
        pass
    shown("Sydney Fish Market Kitchen", width=90)
    assert cut == []


@pytest.mark.parametrize("neighbour", ["مخبز", "מאפיית", "カフェ", "ร้าน"])
def test_capitals_stand_on_one_baseline_beside_any_script(neighbour: str) -> None:
    alone, _ = shown("HHHH", width=300)
    beside, start = shown(f"HHHH {neighbour}", width=300)
    assert lowest_dark(beside, start) == lowest_dark(alone, start)


def test_capitals_are_centred_in_their_row() -> None:
    image, columns = shown("HHHH", width=300)
    inked = [y for y in range(24) if any(image.pixelColor(x, y).lightness() < 128 for x in columns)]
    assert abs((inked[0] + inked[-1] + 1) / 2 - 12) <= 0.5


def test_a_taller_script_beside_them_does_not_lift_the_capitals() -> None:
    plain = writing.line("HHHH x", Type.BODY)
    tall = QTextLayout.FormatRange()
    tall.start, tall.length = 5, 1
    tall.format.setFont(fonts.sized(20, 400))  # as a fallback font that stands higher than Inter
    layout = QTextLayout("HHHH x", fonts.font(Type.BODY))
    layout.setFormats([tall])
    layout.beginLayout()
    row = layout.createLine()
    layout.endLayout()
    beside = replace(plain, layout=layout, ascent=row.ascent())
    assert beside.ascent > plain.ascent + 3
    assert lowest_dark(drawn(beside), COLUMNS) == lowest_dark(drawn(plain), COLUMNS)


def test_a_line_of_a_vendor_has_no_breaks() -> None:
    assert writing.line("one\ntwo\tthree\u2028four", Type.BODY).layout.text() == "one two three four"


def test_an_endless_text_is_cut_before_it_is_laid_out() -> None:
    written = writing.line("x" * 1_000_000, Type.BODY, 200)
    assert written.is_cut
    assert len(written.layout.text()) < 100


def test_a_long_text_is_broken_at_words_and_its_last_line_cut() -> None:
    broken = writing.lines("Back door, ring twice. No substitutes, please; call first.", Type.BODY, 120, 2)
    assert len(broken) == 2
    assert broken[0].layout.text() == "Back door, ring"
    assert broken[1].is_cut
    assert all(line.width <= 121 for line in broken)


def test_breaks_of_the_text_itself_are_kept() -> None:
    assert [line.whole for line in writing.lines("first\nsecond", Type.BODY, 400, 6)] == ["first", "second"]


def test_no_line_is_cut_where_there_are_lines_enough() -> None:
    """A line that ends at a hyphen measures up to two pixels more by itself than where it was laid out."""
    address = "https://files.example/Apparel-Hoodie-Gildan-18500-Black-XL.png"
    for tenths in range(1000, 4000, 7):
        broken = writing.lines(address, Type.BODY, tenths / 10, 50)
        assert "".join(line.whole for line in broken) == address
        assert not [line.whole for line in broken if line.is_cut]
        assert all(line.width <= tenths / 10 + 3 for line in broken)


def test_a_tip_is_never_html() -> None:
    assert writing.plain("<b>Bread</b> & Butter") == "<p>&lt;b&gt;Bread&lt;/b&gt; &amp; Butter</p>"
    assert writing.plain("Bread") == "Bread"


def shown(text: str, *, width: int) -> tuple[QImage, range]:
    """A text written in a row of 24 pixels, and the columns of its first four letters."""
    image = QImage(width + 20, 24, QImage.Format.Format_RGB32)
    image.fill(QColor("#FFFFFF"))
    painter = QPainter(image)
    writing.write(painter, text, QRectF(10, 0, width, 24), Type.BODY, INK)
    painter.end()
    return image, range(10, 10 + writing.line("HHHH", Type.BODY).width)


def drawn(written: writing.Line) -> QImage:
    """A line at a fixed baseline."""
    image = QImage(120, 40, QImage.Format.Format_RGB32)
    image.fill(QColor("#FFFFFF"))
    painter = QPainter(image)
    writing.draw(painter, written, QPointF(10, 26), INK)
    painter.end()
    return image


def lowest_dark(image: QImage, columns: range) -> int:
    """The lowest row with ink in these columns."""
    return max(y for y in range(image.height()) for x in columns if image.pixelColor(x, y).lightness() < 128)
