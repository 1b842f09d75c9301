"""A sheet of a finished PDF as a PNG picture, by PDFium and Pillow."""

from __future__ import annotations

from io import BytesIO

from soleprint.errors import FileProblem

_POINTS_PER_INCH = 72
_MAX_PIXELS = 100_000_000
_EFFORT = 3
"""zlib's level. Half the time of the usual 6, for at most a tenth more bytes (pages at 96 and 300 dpi)."""


def write_png(pdf: bytes, sheet_index: int, dpi: float, *, greyscale: bool = False) -> bytes:
    """Sheet ``sheet_index`` (from 0) of ``pdf`` at ``dpi`` dots to the inch, as an 8-bit RGB or grey PNG.

    Raises FileProblem ``picture-too-large`` above 100 million pixels, ValueError for a sheet that is not there.
    """
    import pypdfium2  # 50 ms
    from PIL.PngImagePlugin import PngInfo

    document = pypdfium2.PdfDocument(pdf)
    try:
        if not 0 <= sheet_index < len(document):
            raise ValueError(f"there is no sheet {sheet_index} in {len(document)}")
        page = document[sheet_index]
        scale = dpi / _POINTS_PER_INCH
        width, height = page.get_width() * scale, page.get_height() * scale
        if width * height > _MAX_PIXELS:
            raise FileProblem(
                f"A picture of {width:.0f} by {height:.0f} pixels is too large. Ask for fewer dots to the inch.",
                code="picture-too-large",
            )
        bitmap = page.render(scale=scale, grayscale=greyscale, rev_byteorder=True, prefer_bgrx=False)
        colours = PngInfo()
        colours.add(b"sRGB", b"\0")
        out = BytesIO()
        bitmap.to_pil().save(out, "PNG", dpi=(dpi, dpi), pnginfo=colours, compress_level=_EFFORT)
        return out.getvalue()
    finally:
        document.close()
