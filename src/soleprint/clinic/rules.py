"""What must be true of a profile beyond the type of each value."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from msgspec.structs import replace

from soleprint.clinic.colours import READABLE, nearest_passing, shade
from soleprint.clinic.profile import Advice, Colours, Feedback, LogoFile, Numbers, Profile, Qr
from soleprint.clinic.qr import SIZE_MM, SURE, holds
from soleprint.content.gate import Gate, check_texts
from soleprint.content.model import Review
from soleprint.content.places import Report
from soleprint.content.printed import Fields, texts
from soleprint.errors import arguments

_DIGITS = re.compile(r"[0-9]")
COLOURS = ("accent", "badge")
_DIALLED = re.compile(r"\+?[0-9*#().-]{2,24}")
_HOST = re.compile(r"//([^/?#@:\[\]\\]+)(:[0-9]*)?([/?#]|$)")
"""Of a web address, whose host ends with its port, its path or the address (RFC 3986, 3.2)."""

SENTENCES: Fields = {Profile: ("footer",), Qr: ("caption",), LogoFile: ("alt",), Review: ("role",)}
"""Fields of a profile that are printed and are words of its own."""
NAMES: Fields = {
    Profile: ("name", "address", "phone", "web", "email", "reference", "author"),
    Numbers: ("ambulance",),
    Advice: ("name", "number"),
    Feedback: ("contact",),
    Qr: ("target",),
    Review: ("name",),
}
"""Fields that are printed and are what they are: names, numbers, addresses."""


def check_profile(profile: Profile, report: Report, gate: Gate, paper: str, today: date) -> None:
    """Report everything about ``profile`` that cannot be printed as it is; ``paper`` is the theme's."""
    _check_colours(profile, report, paper)
    _check_dates(profile, report, today)
    _check_addresses(profile, report)
    _check_sentences(profile, report)
    _check_claims(profile, report, gate)


def readable(colours: Colours, paper: str) -> Colours:
    """The colours as they are printed: those that do not stand out enough from ``paper`` darkened until they do."""
    named = {name: getattr(colours, name) for name in COLOURS}
    return replace(
        colours, **{name: nearest_passing(colour, [paper], READABLE) for name, colour in named.items() if colour}
    )


def _check_colours(profile: Profile, report: Report, paper: str) -> None:
    """A colour is accepted, darkened with a warning, or refused by name."""
    for name in COLOURS:
        colour = getattr(profile.colours, name)
        if not colour:
            continue
        found = shade(colour, paper)
        pale = f"the {name} colour {colour} has a contrast of {found.contrast:.1f}:1 and needs {READABLE:g}:1"
        if found.verdict == "red":
            message = f"the {name} colour {colour} is a red; red is for warnings alone, so use another of your colours"
            report.on(profile.colours, (name,), "red-colour", message)
        elif found.verdict == "darkened":
            report.on(profile.colours, (name,), "darkened-colour", f'{pale}; it is printed as "{found.printed}"')
        elif found.verdict == "pale":
            message = (
                f'{pale}; dark enough it would be another colour, "{found.printed}": use that, or another of yours'
            )
            report.on(profile.colours, (name,), "pale-colour", message)


def _check_dates(profile: Profile, report: Report, today: date) -> None:
    due = profile.review_by
    if due is None:
        return
    if profile.issued and due < profile.issued:
        message = f"this leaflet would have to be reviewed ({due}) before it is issued ({profile.issued})"
        report.on(profile, ("review_by",), "review-before-issue", f"{message}; correct one of the dates")
    elif due < today:
        message = f"the review was due on {due}; review the leaflet and set a new date"
        report.on(profile, ("review_by",), "review-past", message, arguments(date=due))


def _check_addresses(profile: Profile, report: Report) -> None:
    if profile.web and not is_address(profile.web):
        report.on(profile, ("web",), "bad-target", f'"{profile.web}" is not a web address; copy it from a browser')
    if profile.qr and not is_address(profile.qr.target):
        message = f'a QR code for "{profile.qr.target}" would lead nowhere; give the whole address or number'
        report.on(profile.qr, ("target",), "bad-target", message)
    elif profile.qr and not holds(profile.qr.target):
        message = (
            f"a QR code of {SIZE_MM:g} mm cannot hold these {len(profile.qr.target)} characters in squares that "
            f"telephones can read; give a shorter address, of {SURE} characters at most"
        )
        report.on(profile.qr, ("target",), "qr-too-small", message)


def is_address(target: str) -> bool:
    """Whether a web address has a host and nothing hidden before it, a number digits, a mail address both its parts.

    Nothing is kept of it, as ``urlsplit`` does.
    """
    scheme, _, rest = target.partition(":")
    path = re.split("[?#]", rest, maxsplit=1)[0]
    if scheme == "tel":
        return _DIALLED.fullmatch(path) is not None
    if scheme == "mailto":
        return re.fullmatch(r"[^@,]+@[^@,.]+(\.[^@,.]+)+", path) is not None
    host = _HOST.match(rest)
    return host is not None and "." in host[1].strip(".")


def _check_sentences(profile: Profile, report: Report) -> None:
    """Numbers to call are fields, so that they are printed the same everywhere and can be changed in one place."""
    known = {_dial(number): number for number in _numbers(profile)}
    for place, text in texts(profile, "", SENTENCES):
        for match in re.finditer(r"(?<![\w+])\+?[0-9(][0-9 ()./-]*[0-9](?!\w)", text):
            if _dial(match[0]) in known:
                message = f'take "{match[0]}" out of this sentence; it is printed from its own field'
                report.on(place.owner, place.keys, "number-in-sentence", message)
                break


def _numbers(profile: Profile) -> Iterator[str]:
    if profile.phone:
        yield profile.phone
    for numbers in (profile.emergency, *profile.emergency_in.values()):
        if numbers:
            yield numbers.ambulance
            if numbers.advice:
                yield numbers.advice.number


def _dial(number: str) -> str:
    return "".join(_DIGITS.findall(number))


def _check_claims(profile: Profile, report: Report, gate: Gate) -> None:
    """The claims gate. A name may be what it is ("Healing Hands"), in sentences too, unless a claim is prohibited."""
    check_texts(texts(profile, "", NAMES), gate.prohibited, report)
    sentences = list(texts(profile, "", SENTENCES))
    check_texts(sentences, gate.prohibited, report)
    check_texts([(place, text.replace(profile.name or "\0", "")) for place, text in sentences], gate.others, report)
