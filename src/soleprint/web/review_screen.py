"""The screen Words: translations of one's own content, reviewed a text at a time beside the page where it stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from msgspec import Struct, field
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from soleprint.web.guard import user_of
from soleprint.web.screen import Context, Form, Route, StudioRequest
from soleprint.web.words import SOURCE

if TYPE_CHECKING:
    from soleprint.products.spotting import Found
    from soleprint.products.translating import Counted, Reading, Saved
    from soleprint.web.content_calls import TextReview

USUAL = {"show": "open", "order": "safety"}
FILTERS = {
    "open": "words-show-open",
    "all": "words-show-all",
    "fuzzy": "words-show-fuzzy",
    "missing": "words-show-missing",
    "void": "words-show-void",
}
"""Which texts may be listed, with the keys of their labels."""
ORDERS = {"safety": "words-order-safety", "content": "words-order-content"}
"""In which order, with the keys of their labels."""
DONE_MESSAGES = {"save": "words-saved", "mark": "words-marked", "doubt": "words-doubted"}
"""What the buttons do, with the key of the message when it is done."""
_STATUS = {"refused": 422, "unsigned": 422, "changed": 409}


class Signature(Struct):
    """Name and role of the reviewer. A studio on one computer remembers them until it ends; they are written only into
    the translations that the reviewer marks."""

    name: str = ""
    role: str = ""


class TextFilter(Struct, frozen=True):
    """Which texts of a language are listed, and in which order."""

    show: str
    order: str

    @property
    def query(self) -> str:
        """For an address; "" for the usual filter."""
        return urlencode({name: text for name, text in self.pairs.items() if text != USUAL[name]})

    @property
    def pairs(self) -> Mapping[str, str]:
        return {"show": self.show, "order": self.order}

    def sorted(self, every: Sequence[Reading]) -> list[Reading]:
        """All texts, in this order."""
        return sorted(every, key=lambda one: not one.safety) if self.order == "safety" else list(every)

    def takes(self, one: Reading) -> bool:
        """Whether a text is listed."""
        if self.show == "open":
            return one.is_open
        return self.show in ("all", one.state, one.review)


class ListPosition(Struct, frozen=True):
    """Where a text stands in the list: the contexts before and after it ("" for none), its number, and the count."""

    before: str
    after: str
    number: int
    count: int


class ReviewScreen(Struct, frozen=True):
    """Shows translations, and writes what a reviewer changes and marks."""

    context: Context
    menu_path: str = "/words"
    menu_label: str = "words"
    signature: Signature = field(default_factory=Signature)

    def routes(self) -> Sequence[Route]:
        """Its addresses."""
        return (
            Route("/words", self._languages),
            Route("/words/<lang>", self._list),
            Route("/words/<lang>/text", self._text),
            Route("/words/<lang>/write", self._write, ("POST",)),
            Route("/words/<lang>/declare", self._declare, ("POST",)),
            Route("/words/<lang>/page.svg", self._page),
        )

    def _languages(self, request: StudioRequest) -> Response:
        found: list[Counted] = self.context.content_call("languages")
        return self.context.page("words.html", request, counted=found)

    def _list(self, request: StudioRequest, lang: str, unsigned: bool = False) -> Response:
        found: tuple[Counted, list[Reading]] = self.context.content_call("readings", lang)
        text_filter = filter_of(request.args)
        every = [one for one in text_filter.sorted(found[1]) if text_filter.takes(one)]
        return self.context.page(
            "texts.html", request, 422 if unsigned else 200, here=_address(f"/words/{lang}", text_filter),
            counted=found[0], every=every, text_filter=text_filter, shown=FILTERS, orders=ORDERS,
            signature=self._known_reviewer(request), unsigned=unsigned, message=_done_message(request.args),
            source=SOURCE,
        )  # fmt: skip

    def _text(self, request: StudioRequest, lang: str) -> Response:
        found: TextReview = self.context.content_call("text", lang, request.args.get("at", ""))
        return self._text_page(request, found, filter_of(request.args))

    def _text_page(
        self, request: StudioRequest, found: TextReview, text_filter: TextFilter, saved: Saved | None = None,
        typed: str | None = None, by: Signature | None = None,
    ) -> Response:  # fmt: skip
        """The page of a text. Where it could not be written, ``saved`` says why, and ``typed`` and ``by`` are what the
        form had."""
        lang, reading = found.counted.lang, found.reading
        return self.context.page(
            "text.html", request, _STATUS[saved.outcome] if saved else 200,
            here=_address(f"/words/{lang}/text", text_filter, at=reading.context),
            counted=found.counted, reading=reading, terms=found.terms,
            typed=reading.text if typed is None else typed, outcome=saved.outcome if saved else "",
            findings=saved.findings if saved else found.findings,
            signature=by or self._known_reviewer(request), text_filter=text_filter, shown=FILTERS, source=SOURCE,
            position=list_position(found.every, reading.context, text_filter), message=_done_message(request.args),
        )  # fmt: skip

    def _write(self, request: StudioRequest, lang: str) -> Response:
        form = request.form
        text_context, wish, typed = form.get("at", ""), form.get("do", ""), typed_text(form, "text")
        if wish not in DONE_MESSAGES:
            raise NotFound
        by = self._reviewer(request)
        saved: Saved = self.context.content_call("write", lang, text_context, typed, form.get("stamp", ""), wish, by)
        found: TextReview = self.context.content_call("text", lang, text_context)
        text_filter = filter_of(form)
        if saved.outcome != "saved":
            return self._text_page(request, found, text_filter, saved, typed, Signature(*by))
        then = list_position(found.every, text_context, text_filter).after
        # A text with findings is shown again, before the next one.
        at = text_context if wish == "save" or (saved.findings and wish == "mark") or not then else then
        return Response(
            status=303, headers={"Location": _address(f"/words/{lang}/text", text_filter, at=at, told=wish)}
        )

    def _reviewer(self, request: StudioRequest) -> tuple[str, str]:
        """Name and role of the reviewer, from the form. On one computer they are remembered; on a network, with several
        reviewers, they are not. Where the server before the studio names the user, that name is taken."""
        name, role = (request.form.get(key, "").strip() for key in ("name", "role"))
        user = user_of(request, self.context.network)
        if user is not None:
            return user, role
        if self.context.network is None:
            self.signature.name, self.signature.role = name, role
        return name, role

    def _known_reviewer(self, request: StudioRequest) -> Signature:
        """Name and role to fill into the form."""
        user = user_of(request, self.context.network)
        return self.signature if user is None else Signature(user)

    def _declare(self, request: StudioRequest, lang: str) -> Response:
        by = self._reviewer(request)
        if not self.context.content_call("declare", lang, by):
            return self._list(request, lang, unsigned=True)
        return Response(status=303, headers={"Location": f"/words/{lang}"})

    def _page(self, request: StudioRequest, lang: str) -> Response:
        """The page where a text stands. It is looked for in several calls, so that others are served in between."""
        templates, text_context = self.context.folders.templates, request.args.get("at", "")
        found: Found = self.context.content_call("page_with", templates, lang, text_context)
        while found.looking:
            found = self.context.content_call("page_with", templates, lang, text_context)
        drawn = found.svg or self.context.templates.render("nowhere.html", request.words)
        return Response(drawn, mimetype="image/svg+xml")


def filter_of(form: Form) -> TextFilter:
    """The filter that an address states; the usual values in place of unknown ones."""
    show, order = form.get("show", ""), form.get("order", "")
    return TextFilter(show if show in FILTERS else USUAL["show"], order if order in ORDERS else USUAL["order"])


def typed_text(form: Form, name: str) -> str:
    """The text of a field of several lines, with LF in place of the CR LF that browsers send."""
    return form.get(name, "").replace("\r\n", "\n")


def list_position(every: Sequence[Reading], text_context: str, text_filter: TextFilter) -> ListPosition:
    """Where a text stands in the list, even if the filter leaves it out: then its number is 0."""
    ordered = text_filter.sorted(every)
    at = next(number for number, one in enumerate(ordered) if one.context == text_context)
    listed = [number for number, one in enumerate(ordered) if text_filter.takes(one)]
    before, after = [n for n in listed if n < at], [n for n in listed if n > at]
    number = len(before) + 1 if at in listed else 0
    return ListPosition(
        ordered[before[-1]].context if before else "", ordered[after[0]].context if after else "", number, len(listed)
    )


def _done_message(form: Form) -> str:
    """The key of the message for what was done, which a redirect puts into the address; "" for none."""
    return DONE_MESSAGES.get(form.get("told", ""), "")


def _address(path: str, text_filter: TextFilter, **more: str) -> str:
    query = "&".join(filter(None, (text_filter.query, urlencode(more))))
    return f"{path}?{query}" if query else path
