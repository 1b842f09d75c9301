"""The screen Words: translations of one's own content, reviewed a text at a time beside the page where it stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from msgspec import Struct, field
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from soleprint.web.guard import user_of
from soleprint.web.screen import Asking, Form, House, Route
from soleprint.web.words import SOURCE

if TYPE_CHECKING:
    from soleprint.products.spotting import Found
    from soleprint.products.translating import Counted, Reading, Saved
    from soleprint.web.content_calls import Text

USUAL = {"show": "open", "order": "safety"}
SHOWN = {
    "open": "words-show-open",
    "all": "words-show-all",
    "fuzzy": "words-show-fuzzy",
    "missing": "words-show-missing",
    "void": "words-show-void",
}
"""Which texts may be listed, with the keys of what that is called."""
ORDERS = {"safety": "words-order-safety", "content": "words-order-content"}
"""What may stand first."""
TOLD = {"save": "words-saved", "mark": "words-marked", "doubt": "words-doubted"}
"""What a button asks for, with the key of what is said when it is done."""
_STATUS = {"refused": 422, "unsigned": 422, "changed": 409}


class Signature(Struct):
    """Who reviews: kept as long as a studio of one computer runs, and in no file but those that they mark."""

    name: str = ""
    role: str = ""


class Filter(Struct, frozen=True):
    """Which texts of a language are listed, and in which order."""

    show: str
    order: str

    @property
    def query(self) -> str:
        """For an address; "" where it is as usual."""
        return urlencode({name: text for name, text in self.pairs.items() if text != USUAL[name]})

    @property
    def pairs(self) -> Mapping[str, str]:
        return {"show": self.show, "order": self.order}

    def sorted(self, every: Sequence[Reading]) -> list[Reading]:
        """All texts in its order."""
        return sorted(every, key=lambda one: not one.safety) if self.order == "safety" else list(every)

    def takes(self, one: Reading) -> bool:
        """Whether a text is listed."""
        if self.show == "open":
            return one.is_open
        return self.show in ("all", one.state, one.review)


class Around(Struct, frozen=True):
    """Where a text stands among those listed: the contexts before and after it ("": none), its number, their count."""

    before: str
    after: str
    number: int
    count: int


class Reviewing(Struct, frozen=True):
    """Translations, to review."""

    house: House
    door: str = "/words"
    label: str = "words"
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

    def _languages(self, request: Asking) -> Response:
        found: list[Counted] = self.house.bench("languages")
        return self.house.page("words.html", request, counted=found)

    def _list(self, request: Asking, lang: str, unsigned: bool = False) -> Response:
        found: tuple[Counted, list[Reading]] = self.house.bench("readings", lang)
        chosen = filter_of(request.args)
        every = [one for one in chosen.sorted(found[1]) if chosen.takes(one)]
        return self.house.page(
            "texts.html", request, 422 if unsigned else 200, here=_address(f"/words/{lang}", chosen),
            counted=found[0], every=every, chosen=chosen, shown=SHOWN, orders=ORDERS, signature=self._known(request),
            unsigned=unsigned, told=_told(request.args), source=SOURCE,
        )  # fmt: skip

    def _text(self, request: Asking, lang: str) -> Response:
        found: Text = self.house.bench("text", lang, request.args.get("at", ""))
        return self._shown(request, found, filter_of(request.args))

    def _shown(
        self, request: Asking, found: Text, chosen: Filter, saved: Saved | None = None, typed: str | None = None,
        by: Signature | None = None,
    ) -> Response:  # fmt: skip
        """The page of a text; ``saved`` is why what was ``typed``, ``by`` somebody, is not written."""
        lang, reading = found.counted.lang, found.reading
        return self.house.page(
            "text.html", request, _STATUS[saved.outcome] if saved else 200,
            here=_address(f"/words/{lang}/text", chosen, at=reading.context),
            counted=found.counted, reading=reading, terms=found.terms,
            typed=reading.text if typed is None else typed, outcome=saved.outcome if saved else "",
            findings=saved.findings if saved else found.findings, signature=by or self._known(request), chosen=chosen,
            around=around(found.every, reading.context, chosen), shown=SHOWN, told=_told(request.args), source=SOURCE,
        )  # fmt: skip

    def _write(self, request: Asking, lang: str) -> Response:
        form = request.form
        context, wish, typed = form.get("at", ""), form.get("do", ""), typed_in(form, "text")
        if wish not in TOLD:
            raise NotFound
        by = self._signed(request)
        saved: Saved = self.house.bench("write", lang, context, typed, form.get("stamp", ""), wish, by)
        found: Text = self.house.bench("text", lang, context)
        chosen = filter_of(form)
        if saved.outcome != "saved":
            return self._shown(request, found, chosen, saved, typed, Signature(*by))
        then = around(found.every, context, chosen).after
        # What is doubtful of it is seen before the next one.
        at = context if wish == "save" or (saved.findings and wish == "mark") or not then else then
        return Response(status=303, headers={"Location": _address(f"/words/{lang}/text", chosen, at=at, told=wish)})

    def _signed(self, request: Asking) -> tuple[str, str]:
        """Who reviews, from now on as the form says; on a network, where many do, this time alone. Where the server
        before the studio says who comes, nobody signs for others."""
        name, role = (request.form.get(key, "").strip() for key in ("name", "role"))
        user = user_of(request, self.house.place)
        if user is not None:
            return user, role
        if self.house.place is None:
            self.signature.name, self.signature.role = name, role
        return name, role

    def _known(self, request: Asking) -> Signature:
        """What is known of who reviews before a form says it."""
        user = user_of(request, self.house.place)
        return self.signature if user is None else Signature(user)

    def _declare(self, request: Asking, lang: str) -> Response:
        by = self._signed(request)
        if not self.house.bench("declare", lang, by):
            return self._list(request, lang, unsigned=True)
        return Response(status=303, headers={"Location": f"/words/{lang}"})

    def _page(self, request: Asking, lang: str) -> Response:
        """The page where a text stands. Others have their turn between two looks at the maker's products."""
        templates, context = self.house.folders.templates, request.args.get("at", "")
        found: Found = self.house.bench("page_with", templates, lang, context)
        while found.looking:
            found = self.house.bench("page_with", templates, lang, context)
        drawn = found.svg or self.house.templates.render("nowhere.html", request.words)
        return Response(drawn, mimetype="image/svg+xml")


def filter_of(form: Form) -> Filter:
    """What is chosen, each value one that there is."""
    show, order = form.get("show", ""), form.get("order", "")
    return Filter(show if show in SHOWN else USUAL["show"], order if order in ORDERS else USUAL["order"])


def typed_in(form: Form, name: str) -> str:
    """What stands in a field of several lines: browsers send CR LF for each end of one."""
    return form.get(name, "").replace("\r\n", "\n")


def around(every: Sequence[Reading], context: str, chosen: Filter) -> Around:
    """Where a text stands among those listed; it need not be one of them."""
    ordered = chosen.sorted(every)
    at = next(number for number, one in enumerate(ordered) if one.context == context)
    listed = [number for number, one in enumerate(ordered) if chosen.takes(one)]
    before, after = [n for n in listed if n < at], [n for n in listed if n > at]
    number = len(before) + 1 if at in listed else 0
    return Around(
        ordered[before[-1]].context if before else "", ordered[after[0]].context if after else "", number, len(listed)
    )


def _told(form: Form) -> str:
    """The key of what is said of what was done, if the address says that in a word that there is."""
    return TOLD.get(form.get("told", ""), "")


def _address(path: str, chosen: Filter, **more: str) -> str:
    query = "&".join(filter(None, (chosen.query, urlencode(more))))
    return f"{path}?{query}" if query else path
