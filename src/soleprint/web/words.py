"""The page's own words, in one table. English for now: a language more is a table more, with the same keys.

What is said of options is in the option model (``help``). Here are shorter names for them, as a form has them, and
words for their values; an option that has none here is called as it is typed.
"""

from __future__ import annotations

from collections.abc import Mapping

LANG = "en"
"""The language of these words (BCP 47)."""
PAGE: Mapping[str, str] = {
    "studio": "Soleprint studio",
    "local": "On this computer only. Nothing is sent anywhere.",
    "skip": "Skip to the preview",
    "what": "What do you want to print?",
    "for-people": "To hand out, hang up or show",
    "for-makers": "For your printer, and for those who write content",
    "another": "Something else",
    "unreadable": "This product's file cannot be read:",
    "routine": "Which massage?",
    "all": "All of them",
    "usual": "As usual",
    "usual-is": "As usual: {value}",
    "on": "Yes",
    "off": "No",
    "second": "Second language beside it",
    "none": "None",
    "own-size": "Or a size of your own, such as 100x150mm; it goes before the list",
    "one-a-line": "One on each line.",
    "no-files": "There is no such file in the folder that the studio was started in ({endings}).",
    "folder": "Files are those of the folder that the studio was started in.",
    "private": "Printed, then forgotten: not kept, and not in the address of this page.",
    "update": "Show the page",
    "see": "See the page",
    "preview": "Preview",
    "ready": "Ready to print: {sheets}.",
    "ready-type": "Ready to print: {sheets}, type {scale} times the smallest allowed.",
    "one-side": "1 side",
    "sides": "{n} sides",
    "side-of": "Side {n} of {all}: {title}",
    "warn": "Please check",
    "problem": "This cannot be made yet",
    "works": "What fits:",
    "with": " with ",
    "download": "Download PDF",
    "open": "Open to print",
    "at-100": "In the print window choose “Actual size” or 100 %, or it will not be its true size.",
    "link": "Link to these choices",
    "gone": "This page is no longer kept. Make it again.",
    "back": "Back to the studio",
    "working": "Making the page …",
    "stale": "These are the last pages that could be made.",
    "lost": "The studio does not answer. Start soleprint studio again, and open the address that it prints.",
    "closed-title": "Open the studio from its window",
    "closed": "This address works once. Start soleprint studio again, and open the address that it prints.",
    "wrong-place": "This address is not served here.",
    "stranger": "Only the studio's own page may ask for this.",
    "too-large": "That is more than the studio takes.",
    "wrong-form": "The studio takes its own forms only.",
    "not-found": "There is no such page.",
    "busy": "The studio is making something else. Try again in a moment.",
    "slow": "That took too long, and was stopped. Ask for less at once.",
    "broken": "The studio itself failed. Nothing was written; please report it with what was chosen.",
    "unknown-choice": "{value} is not one of the choices. Choose another.",
    "no-routine": "Choose at least one.",
}
SECTIONS: Mapping[str, str] = {"Patient": "For one person"}
LABELS: Mapping[str, str] = {
    "lang": "Language",
    "theme": "Look",
    "mode": "Who does it",
    "view": "View",
    "debug": "Points and names",
    "size": "Paper size",
    "orientation": "How the paper stands",
    "faces": "Faces",
    "text": "Words on the back",
    "distance": "Read from",
    "marks": "Crop marks",
    "standard": "Kind of file",
    "icc": "Profile of the press",
    "spots": "Cutting lines in inks of their own",
    "pouch": "Margin for the pouch",
    "corners": "Rounded corners",
    "hole": "Holes",
    "profile": "Your clinic",
    "emergency": "Emergency number",
    "strict": "Refuse what is past its review date",
    "steps": "Steps prescribed",
    "often": "How often",
    "long": "For how long",
    "appointment": "Next appointment",
    "reference": "Your number for this copy",
    "slot": "What else this product has room for",
    "qr": "QR code leads to",
    "sheet": "Paper in the printer",
    "impose": "How pages go on sheets",
    "printer": "Your printer",
    "duplex": "Printing on both sides",
    "restack": "How the stack goes back",
    "offset": "Moves backs by",
    "dead": "Border without ink",
    "cut": "Where to cut",
    "gutter": "Space between pages",
    "overlap": "Overlap of sheets",
    "signature": "Sheets in a section",
    "creep": "Thickness of the paper",
    "bundle": "PDF pages of your own",
    "bundle_title": "Their titles",
    "bundle_alt": "What they show",
}
HINTS: Mapping[str, str] = {
    "mode": "",
    "lang": "",
    "theme": "",
    "view": "The name of a view, hand:NAME or sign:NAME, such as foot-sole.",
    "edition": "",
    "size": "",
    "orientation": "",
    "faces": "",
    "text": "Where both faces are printed.",
    "distance": "Such as 70cm, 1m or 3ft; empty: as suits the paper.",
    "profile": "Its name, logo, numbers and dates, from a file such as clinic.yaml.",
    "emergency": "It is printed. Such as 999 or 112; empty: that of your clinic's file.",
    "strict": "",
    "fold": "",
    "sheet": "Where pages are cut from larger paper; as usual: paper as large as the page.",
    "impose": "",
    "printer": "What your printer test has shown, from a file such as office.yaml.",
    "slot": "NAME=TEXT, with names that this product's file has.",
}
"""Where a form needs other words than the help of the command line; "" where it needs none."""
MESSAGES: Mapping[str, str] = {
    "no-emergency-number": "It must say whom to call. Give the emergency number, or choose the file of your clinic.",
    "no-routine": PAGE["no-routine"],
}
"""For codes of errors whose messages speak of the command line alone."""
VALUES: Mapping[str, Mapping[str, str]] = {
    "side": {"left": "Left", "right": "Right", "both": "Both, each in its turn"},
    "mode": {"partner": "A partner", "self": "Oneself"},
    "edition": {
        "standard": "Standard, 12 point",
        "large-print": "Large print, 16 point",
        "easy-read": "Easy read, 14 point",
    },
    "orientation": {"auto": "As is usual for its size", "portrait": "Upright", "landscape": "Lying"},
    "faces": {"1": "One", "2": "Both: pictures in front, words behind"},
    "text": {"full": "Full sentences", "cues": "Short cues only"},
    "fold": {"flat": "Flat", "half": "In half", "tri": "In three (C)", "z": "In three (Z)"},
    "hole": {"none": "None", "top": "One at the top", "two": "Two, for a binder", "ring": "One for a ring"},
    "standard": {"pdfa": "To print, read and keep (PDF/A)", "pdfx4": "For a print shop (PDF/X-4)"},
    "impose": {
        "none": "One page on each side",
        "booklet": "Folded and nested",
        "nup": "As many as fit",
        "poster": "One page on many sheets",
    },
    "duplex": {
        "long": "Turns on the long edge",
        "short": "Turns on the short edge",
        "manual": "By hand: fronts, then backs",
        "none": "One side only",
    },
    "restack": {"over": "Turned over", "as-is": "As it came out"},
    "cut": {"crop": "Crop marks", "lines": "Lines along every cut"},
    "binding": {"left": "Left", "right": "Right", "top": "Top"},
    "marks": {"true": "Yes", "false": "No", "full": "All a print shop asks for"},
}


def label(option: str) -> str:
    """What the field of an option is called."""
    return LABELS.get(option) or option.replace("_", " ").capitalize()


def hint(option: str, help: str) -> str:
    """What is said beside the field of an option, whose help at the command line is ``help``."""
    return HINTS.get(option, help)


def value(option: str, given: str) -> str:
    """What a value of an option is called."""
    return VALUES.get(option, {}).get(given, given)


def title(product: str) -> str:
    """What a product is called: its file's name, as words."""
    return product.replace("-", " ").replace("_", " ").capitalize()
