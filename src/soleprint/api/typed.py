"""The keyword arguments of ``soleprint.make`` by product. Made by ``api/generate.py``: do not edit."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Literal, Protocol, TypedDict, Unpack, overload

if TYPE_CHECKING:
    from soleprint.products.result import Result


class BookletOptions(TypedDict, total=False):
    """A booklet that bundles routines between covers."""

    side: Literal["left", "right", "both"] | None
    mode: str | None
    lang: str | None
    theme: str | None
    edition: Literal["standard", "large-print", "easy-read"] | None
    size: str | None
    orientation: Literal["auto", "portrait", "landscape"] | None
    bleed: str | float | None
    marks: bool | Literal["full"] | None
    standard: Literal["pdfa", "pdfx4"] | None
    icc: str | os.PathLike[str] | None
    spots: bool | None
    profile: str | os.PathLike[str] | None
    emergency: str | None
    strict: bool | None
    today: str | date | None
    name: str | None
    date: str | None
    steps: str | None
    often: str | None
    long: str | None
    notes: str | None
    appointment: str | None
    reference: str | None
    slot: str | Sequence[str] | None
    qr: str | None
    bundle: str | os.PathLike[str] | Sequence[str | os.PathLike[str]] | None
    bundle_title: str | Sequence[str] | None
    bundle_alt: str | Sequence[str] | None
    sheet: str | None
    impose: Literal["none", "booklet", "nup", "poster"] | None
    printer: str | os.PathLike[str] | None
    duplex: Literal["long", "short", "manual", "none"] | None
    restack: Literal["over", "as-is"] | None
    offset: tuple[float, float] | None
    dead: str | float | None
    cut: Literal["crop", "lines"] | None
    gutter: str | float | None
    copies: int | None
    overlap: str | float | None
    binding: Literal["left", "right", "top"] | None
    signature: int | None
    creep: str | float | None
    content: str | os.PathLike[str] | None
    templates: str | os.PathLike[str] | None
    font_dir: str | os.PathLike[str] | Sequence[str | os.PathLike[str]] | None


class CardOptions(TypedDict, total=False):
    """A wall card: one or two faces, to laminate and hang."""

    side: Literal["left", "right", "both"] | None
    mode: str | None
    lang: str | None
    theme: str | None
    size: str | None
    orientation: Literal["auto", "portrait", "landscape"] | None
    faces: Literal[1, 2] | None
    text: Literal["full", "cues"] | None
    distance: str | None
    bleed: str | float | None
    marks: bool | Literal["full"] | None
    standard: Literal["pdfa", "pdfx4"] | None
    icc: str | os.PathLike[str] | None
    spots: bool | None
    pouch: str | float | None
    corners: str | float | None
    hole: Literal["none", "top", "two"] | None
    profile: str | os.PathLike[str] | None
    emergency: str | None
    strict: bool | None
    today: str | date | None
    sheet: str | None
    impose: Literal["none", "booklet", "nup", "poster"] | None
    printer: str | os.PathLike[str] | None
    duplex: Literal["long", "short", "manual", "none"] | None
    restack: Literal["over", "as-is"] | None
    offset: tuple[float, float] | None
    dead: str | float | None
    cut: Literal["crop", "lines"] | None
    gutter: str | float | None
    copies: int | None
    overlap: str | float | None
    content: str | os.PathLike[str] | None
    templates: str | os.PathLike[str] | None
    font_dir: str | os.PathLike[str] | Sequence[str | os.PathLike[str]] | None


class ContactSheetOptions(TypedDict, total=False):
    """Every view and every stroke on one sheet, for those who write content."""

    lang: str | None
    theme: str | None
    size: str | None
    orientation: Literal["auto", "portrait", "landscape"] | None
    sheet: str | None
    impose: Literal["none", "booklet", "nup", "poster"] | None
    printer: str | os.PathLike[str] | None
    duplex: Literal["long", "short", "manual", "none"] | None
    restack: Literal["over", "as-is"] | None
    offset: tuple[float, float] | None
    dead: str | float | None
    cut: Literal["crop", "lines"] | None
    gutter: str | float | None
    copies: int | None
    overlap: str | float | None
    content: str | os.PathLike[str] | None
    templates: str | os.PathLike[str] | None
    font_dir: str | os.PathLike[str] | Sequence[str | os.PathLike[str]] | None


class DeckOptions(TypedDict, total=False):
    """Cards on a ring: one for each step, the picture in front, the text behind."""

    side: Literal["left", "right", "both"] | None
    mode: str | None
    lang: str | None
    theme: str | None
    size: str | None
    orientation: Literal["auto", "portrait", "landscape"] | None
    distance: str | None
    bleed: str | float | None
    marks: bool | Literal["full"] | None
    standard: Literal["pdfa", "pdfx4"] | None
    icc: str | os.PathLike[str] | None
    spots: bool | None
    pouch: str | float | None
    corners: str | float | None
    hole: Literal["ring", "none"] | None
    profile: str | os.PathLike[str] | None
    emergency: str | None
    strict: bool | None
    today: str | date | None
    sheet: str | None
    impose: Literal["none", "booklet", "nup", "poster"] | None
    printer: str | os.PathLike[str] | None
    duplex: Literal["long", "short", "manual", "none"] | None
    restack: Literal["over", "as-is"] | None
    offset: tuple[float, float] | None
    dead: str | float | None
    cut: Literal["crop", "lines"] | None
    gutter: str | float | None
    copies: int | None
    overlap: str | float | None
    content: str | os.PathLike[str] | None
    templates: str | os.PathLike[str] | None
    font_dir: str | os.PathLike[str] | Sequence[str | os.PathLike[str]] | None


class LeafletOptions(TypedDict, total=False):
    """A leaflet to hand out: flat, or folded into panels."""

    side: Literal["left", "right", "both"] | None
    mode: str | None
    lang: str | None
    theme: str | None
    edition: Literal["standard", "large-print", "easy-read"] | None
    size: str | None
    orientation: Literal["auto", "portrait", "landscape"] | None
    fold: Literal["flat", "half", "tri", "z"] | None
    bleed: str | float | None
    marks: bool | Literal["full"] | None
    standard: Literal["pdfa", "pdfx4"] | None
    icc: str | os.PathLike[str] | None
    spots: bool | None
    profile: str | os.PathLike[str] | None
    emergency: str | None
    strict: bool | None
    today: str | date | None
    name: str | None
    date: str | None
    steps: str | None
    often: str | None
    long: str | None
    notes: str | None
    appointment: str | None
    reference: str | None
    slot: str | Sequence[str] | None
    qr: str | None
    sheet: str | None
    impose: Literal["none", "booklet", "nup", "poster"] | None
    printer: str | os.PathLike[str] | None
    duplex: Literal["long", "short", "manual", "none"] | None
    restack: Literal["over", "as-is"] | None
    offset: tuple[float, float] | None
    dead: str | float | None
    cut: Literal["crop", "lines"] | None
    gutter: str | float | None
    copies: int | None
    overlap: str | float | None
    content: str | os.PathLike[str] | None
    templates: str | os.PathLike[str] | None
    font_dir: str | os.PathLike[str] | Sequence[str | os.PathLike[str]] | None


class PictureOptions(TypedDict, total=False):
    """The picture of a routine or of one of its steps alone, for a web page or a slide."""

    side: Literal["left", "right", "both"] | None
    mode: str | None
    lang: str | None
    theme: str | None
    step: str | int | None
    width: str | float | None
    content: str | os.PathLike[str] | None
    templates: str | os.PathLike[str] | None
    font_dir: str | os.PathLike[str] | Sequence[str | os.PathLike[str]] | None


class PosterOptions(TypedDict, total=False):
    """One routine on a wall of a treatment room, pictures first, the clinic at its foot."""

    side: Literal["left", "right", "both"] | None
    mode: str | None
    lang: str | None
    theme: str | None
    size: str | None
    orientation: Literal["auto", "portrait", "landscape"] | None
    distance: str | None
    bleed: str | float | None
    marks: bool | Literal["full"] | None
    standard: Literal["pdfa", "pdfx4"] | None
    icc: str | os.PathLike[str] | None
    spots: bool | None
    profile: str | os.PathLike[str] | None
    emergency: str | None
    strict: bool | None
    today: str | date | None
    sheet: str | None
    impose: Literal["none", "booklet", "nup", "poster"] | None
    printer: str | os.PathLike[str] | None
    duplex: Literal["long", "short", "manual", "none"] | None
    restack: Literal["over", "as-is"] | None
    offset: tuple[float, float] | None
    dead: str | float | None
    cut: Literal["crop", "lines"] | None
    gutter: str | float | None
    copies: int | None
    overlap: str | float | None
    content: str | os.PathLike[str] | None
    templates: str | os.PathLike[str] | None
    font_dir: str | os.PathLike[str] | Sequence[str | os.PathLike[str]] | None


class PrinterTestOptions(TypedDict, total=False):
    """A page that shows what your printer does: its border, its scale, how backs meet fronts."""

    lang: str | None
    theme: str | None
    size: str | None
    orientation: Literal["auto", "portrait", "landscape"] | None
    content: str | os.PathLike[str] | None
    templates: str | os.PathLike[str] | None
    font_dir: str | os.PathLike[str] | Sequence[str | os.PathLike[str]] | None


class ViewOptions(TypedDict, total=False):
    """A view of content/views alone, bare or with its points, names, zones and lanes."""

    lang: str | None
    theme: str | None
    view: str | None
    debug: bool | None
    side: Literal["left", "right"] | None
    width: str | float | None
    content: str | os.PathLike[str] | None
    templates: str | os.PathLike[str] | None
    font_dir: str | os.PathLike[str] | Sequence[str | os.PathLike[str]] | None


class AnyOptions(TypedDict, total=False):
    """Every option; which a product takes is seen when it is made."""

    side: Literal["left", "right", "both"] | None
    mode: str | None
    lang: str | None
    theme: str | None
    step: str | int | None
    view: str | None
    debug: bool | None
    edition: Literal["standard", "large-print", "easy-read"] | None
    width: str | float | None
    size: str | None
    orientation: Literal["auto", "portrait", "landscape"] | None
    faces: Literal[1, 2] | None
    text: Literal["full", "cues"] | None
    distance: str | None
    fold: Literal["flat", "half", "tri", "z"] | None
    bleed: str | float | None
    marks: bool | Literal["full"] | None
    standard: Literal["pdfa", "pdfx4"] | None
    icc: str | os.PathLike[str] | None
    spots: bool | None
    pouch: str | float | None
    corners: str | float | None
    hole: Literal["none", "top", "two"] | None
    profile: str | os.PathLike[str] | None
    emergency: str | None
    strict: bool | None
    today: str | date | None
    name: str | None
    date: str | None
    steps: str | None
    often: str | None
    long: str | None
    notes: str | None
    appointment: str | None
    reference: str | None
    slot: str | Sequence[str] | None
    qr: str | None
    sheet: str | None
    impose: Literal["none", "booklet", "nup", "poster"] | None
    printer: str | os.PathLike[str] | None
    duplex: Literal["long", "short", "manual", "none"] | None
    restack: Literal["over", "as-is"] | None
    offset: tuple[float, float] | None
    dead: str | float | None
    cut: Literal["crop", "lines"] | None
    gutter: str | float | None
    copies: int | None
    overlap: str | float | None
    binding: Literal["left", "right", "top"] | None
    signature: int | None
    creep: str | float | None
    bundle: str | os.PathLike[str] | Sequence[str | os.PathLike[str]] | None
    bundle_title: str | Sequence[str] | None
    bundle_alt: str | Sequence[str] | None
    content: str | os.PathLike[str] | None
    templates: str | os.PathLike[str] | None
    font_dir: str | os.PathLike[str] | Sequence[str | os.PathLike[str]] | None


class Make(Protocol):
    """Making a product."""

    @overload
    def __call__(
        self,
        product: Literal["booklet"],
        routines: str | Iterable[str] = ...,
        /,
        *,
        all: bool = ...,
        **options: Unpack[BookletOptions],
    ) -> Result: ...

    @overload
    def __call__(
        self,
        product: Literal["card"],
        routines: str | Iterable[str] = ...,
        /,
        *,
        all: bool = ...,
        **options: Unpack[CardOptions],
    ) -> Result: ...

    @overload
    def __call__(
        self,
        product: Literal["contact-sheet"],
        /,
        **options: Unpack[ContactSheetOptions],
    ) -> Result: ...

    @overload
    def __call__(
        self,
        product: Literal["deck"],
        routines: str | Iterable[str] = ...,
        /,
        *,
        all: bool = ...,
        **options: Unpack[DeckOptions],
    ) -> Result: ...

    @overload
    def __call__(
        self,
        product: Literal["leaflet"],
        routines: str | Iterable[str] = ...,
        /,
        *,
        all: bool = ...,
        **options: Unpack[LeafletOptions],
    ) -> Result: ...

    @overload
    def __call__(
        self,
        product: Literal["picture"],
        routines: str | Iterable[str] = ...,
        /,
        *,
        all: bool = ...,
        **options: Unpack[PictureOptions],
    ) -> Result: ...

    @overload
    def __call__(
        self,
        product: Literal["poster"],
        routines: str | Iterable[str] = ...,
        /,
        *,
        all: bool = ...,
        **options: Unpack[PosterOptions],
    ) -> Result: ...

    @overload
    def __call__(
        self,
        product: Literal["printer-test"],
        /,
        **options: Unpack[PrinterTestOptions],
    ) -> Result: ...

    @overload
    def __call__(
        self,
        product: Literal["view"],
        /,
        **options: Unpack[ViewOptions],
    ) -> Result: ...

    @overload
    def __call__(
        self,
        product: str,
        routines: str | Iterable[str] = ...,
        /,
        *,
        all: bool = ...,
        **options: Unpack[AnyOptions],
    ) -> Result: ...
