from __future__ import annotations

from io import BytesIO

import pypdfium2
import pytest
import zxingcpp
from PIL import Image

from soleprint.clinic.qr import SIZE_MM, SURE, holds, qr
from soleprint.errors import UsageProblem
from soleprint.ink.pdf import write_pdf
from soleprint.marks import Group, Path, Symbol
from tests.clinic.drawing import published

MM = 72 / 25.4


@pytest.mark.parametrize(
    "target", ["https://example.org/leaflets/foot?lang=es", "tel:+441134960000", "mailto:feet@example.org"]
)
@pytest.mark.parametrize("size", [20.0, 35.0])
def test_it_reads_from_the_page(target: str, size: float) -> None:
    found = zxingcpp.read_barcodes(_rendered(qr(target, size)))
    assert [(code.text, code.format) for code in found] == [(target, zxingcpp.BarcodeFormat.QRCode)]
    assert found[0].ec_level == "M"


def _rendered(symbol: Symbol) -> Image.Image:
    pdf = pypdfium2.PdfDocument(BytesIO(write_pdf(published(symbol))))
    image: Image.Image = pdf[0].render(scale=150 / 72).to_pil()
    return image


def test_size_and_quiet_zone() -> None:
    symbol = qr("https://example.org", 30)
    assert symbol.bbox == pytest.approx((0, 0, 30 * MM, 30 * MM))
    ground, squares = symbol.items
    assert isinstance(ground, Path)
    assert ground.fill == "#FFFFFF"
    assert isinstance(squares, Group)
    (path,) = squares.items
    assert isinstance(path, Path)
    assert path.fill == "#000000"
    xs = [float(segment[1]) for segment in path.segments if len(segment) > 1]
    assert (min(xs), max(xs)) == (0, 25)
    unit, _, _, _, left, top = squares.matrix
    assert unit == pytest.approx(30 * MM / (25 + 8))
    assert (left, top) == pytest.approx((4 * unit, 30 * MM - 4 * unit))


def test_runs_are_merged() -> None:
    """Far fewer shapes than dark modules; the three finder patterns alone have 99."""
    path = qr("https://example.org", 30).items[1]
    assert isinstance(path, Group)
    shape = path.items[0]
    assert isinstance(shape, Path)
    assert sum(segment[0] == "M" for segment in shape.segments) < 160


def test_too_small_to_read() -> None:
    with pytest.raises(UsageProblem, match="needs 13 mm") as caught:
        qr("https://example.org", 12)
    assert caught.value.code == "qr-too-small"
    qr("https://example.org", 13.3)


@pytest.mark.parametrize("letter", ["a", "A"])
def test_what_fits_is_known_before_it_is_drawn(letter: str) -> None:
    """Capitals alone take fewer bits, so more of them fit."""
    fits = [length for length in range(SURE - 20, 240) if holds(letter * length)]
    assert fits == list(range(SURE - 20, len(fits) + SURE - 20))
    longest = letter * fits[-1]
    assert len(longest) >= SURE
    qr(longest, SIZE_MM)
    with pytest.raises(UsageProblem, match="shorter address"):
        qr(longest + letter, SIZE_MM)


def test_same_every_time() -> None:
    one, other = qr("tel:+44123", 25), qr("tel:+44123", 25)
    assert (one.name, one.items) == (other.name, other.items)
    assert one.name != qr("tel:+44123", 26).name
