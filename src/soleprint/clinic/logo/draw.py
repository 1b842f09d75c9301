"""A clinic's logo: from a file beside the profile to a symbol of any size."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path, PurePosixPath

from msgspec import Struct

from soleprint.clinic.logo.svg import enlarged, read_svg
from soleprint.errors import ContentError, FileProblem, Finding
from soleprint.files.images import is_raster, read_raster
from soleprint.files.path_data import moved
from soleprint.marks import Gradient, Group, Image, Matrix, Primitive, Rect, Symbol, apply
from soleprint.marks import Path as Outline


class Artwork(Struct, frozen=True):
    """A logo, or a picture of one's own, as primitives.

    ``width`` and ``height`` are in its own units; its lower left corner is the origin.
    """

    items: tuple[Primitive, ...]
    width: float
    height: float
    digest: str
    """Of the file's bytes."""


class UnsafePath(ValueError):
    """A file name that leads out of its folder; ``str()`` says how."""


def inside(folder: Path, name: str) -> Path:
    """The file ``name`` (with forward slashes) in ``folder`` or below. Raises UnsafePath when it is anywhere else."""
    given = PurePosixPath(name)
    if given.is_absolute() or ".." in given.parts or "\\" in name or ":" in name or "\0" in name:
        raise UnsafePath("it must be in the profile's folder; give its name with / between folders")
    path = folder / given
    if not path.resolve().is_relative_to(folder.resolve()):
        raise UnsafePath("it is a link to a file outside the profile's folder; put the file itself there")
    return path


def read_logo(data: bytes, shown: str, kind: str = "logo") -> Artwork:
    """The artwork in an SVG, PNG, JPEG or WebP file. Raises ContentError.

    In messages ``shown`` names it, and ``kind`` says what it is to be: a "logo", a "picture".
    """
    digest = sha256(data).hexdigest()[:12]
    if is_raster(data):
        return _picture(data, shown, digest)
    drawing = read_svg(data, shown, kind)
    return Artwork(drawing.items, drawing.width, drawing.height, digest)


def _picture(data: bytes, shown: str, digest: str) -> Artwork:
    try:
        picture = read_raster(data)
    except FileProblem as error:
        raise ContentError([Finding(error.code, str(error), shown)]) from None
    box = Rect(0.0, 0.0, float(picture.width), float(picture.height))
    return Artwork((Image(picture.data, box),), box.width, box.height, digest)


def logo(artwork: Artwork, width: float, height: float) -> Symbol:
    """The logo as large as fits into ``width`` by ``height`` points, its shape kept.

    The symbol's ``bbox`` is its true size, the lower left corner at the origin.
    """
    scale = min(width / artwork.width, height / artwork.height)
    box = Rect(0.0, 0.0, artwork.width * scale, artwork.height * scale)
    name = f"logo-{artwork.digest}-{box.width:.2f}x{box.height:.2f}"
    return Symbol(name, tuple(_enlarged(item, scale) for item in artwork.items), box)


def _enlarged(item: Primitive, scale: float) -> Primitive:
    matrix: Matrix = (scale, 0, 0, scale, 0, 0)
    match item:
        case Group():
            clip = None if item.clip is None else moved(item.clip, matrix)
            return Group(tuple(_enlarged(inner, scale) for inner in item.items), clip=clip)
        case Image():
            return Image(item.data, Rect(*(value * scale for value in item.rect)))
        case Outline():
            fill = item.fill
            if isinstance(fill, Gradient):
                fill = Gradient(apply(matrix, fill.start), apply(matrix, fill.end), fill.stops)
            return Outline(moved(item.segments, matrix), fill, enlarged(item.stroke, scale) if item.stroke else None)
    raise TypeError(f"a logo has no {type(item).__name__}")
