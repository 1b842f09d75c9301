"""A clinic's own pages, taken into a booklet.

Each page becomes a picture of its own, with the description given or none (then it is decoration). Fonts and colours of
foreign files rarely meet PDF/A, so what is taken in is what they look like, at a resolution for print.
"""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from soleprint.errors import FileProblem
from soleprint.files.folders import read_bytes
from soleprint.layout.paper import MM
from soleprint.marks import Image, Rect, Symbol
from soleprint.products.options import Bundle

if TYPE_CHECKING:
    from soleprint.products.order import Order

DPI = 200
MOST_PAGES = 64


def page_count(path: Path) -> int:
    """How many pages a PDF has.

    Raises FileProblem for a file that cannot be read, is no PDF, is locked or has more than MOST_PAGES.
    """
    from pypdf import PdfReader

    data = read_bytes(path)
    try:
        reader = PdfReader(BytesIO(data))
        if reader.is_encrypted:
            raise FileProblem(f"{path} has a password. Save it without one.", code="pdf-encrypted")
        count = len(reader.pages)
    except FileProblem:
        raise
    except Exception as error:  # a damaged file can make a parser raise anything
        raise FileProblem(f"{path} is not a PDF that can be read: {error}.", code="pdf-broken") from None
    if count > MOST_PAGES:
        raise FileProblem(f"{path} has {count} pages; at most {MOST_PAGES} can be taken in.", code="pdf-too-large")
    return count


def pages(path: Path, width: float, height: float) -> Sequence[Symbol]:
    """The pages of a PDF as pictures, as large as ``width`` x ``height`` points hold, in the middle of that box.

    Raises FileProblem as ``page_count`` does.
    """
    from soleprint.ink.png import write_png

    count, data = page_count(path), read_bytes(path)
    return [_picture(write_png(data, index, DPI), f"{path.stem}-{index + 1}", width, height) for index in range(count)]


def _picture(png: bytes, name: str, width: float, height: float) -> Symbol:
    across, up = int.from_bytes(png[16:20]), int.from_bytes(png[20:24])
    scale = min(width / across, height / up)
    x, y = (width - across * scale) / 2, (height - up * scale) / 2
    image = Image(png, Rect(x, y, x + across * scale, y + up * scale))
    return Symbol(f"bundle-{name}", (image,), Rect(0, 0, width, height))


def bundled(order: Order) -> Sequence[Symbol]:
    """Every page of the PDFs to take in."""
    margin = 2 * order.product.pages.margin * MM
    room = order.paper.width - margin, order.paper.height - margin
    return [symbol for path in order[Bundle].bundle for symbol in pages(path, *room)]


def own_pages(order: Order) -> dict[str, list[str]]:
    """The names of the bundled pages: those of the first file, and the others."""
    counts = [page_count(path) for path in order[Bundle].bundle]
    names, first = [f"own-{at}" for at in range(sum(counts))], sum(counts[:1])
    return {"own_before": names[:first], "own_after": names[first:]}
