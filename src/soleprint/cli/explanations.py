"""What each code in brackets means and what to do, by the exit code that the command ends with.

Findings of content and templates end ``make`` with 3 and ``check`` with 1; they stand under 3, in
``explanations_content``. Here is what is wrong with a wish, a finished PDF, or what the machine has.
"""

from __future__ import annotations

from collections.abc import Mapping

from soleprint.cli.explanations_content import CONTENT
from soleprint.errors import ExitCode

_PREFLIGHT = {
    "pdf-boxes": "A page box lies partly outside the box that should hold it, so a printer cannot tell where to cut. "
    "Export the file again with bleed inside the sheet.",
    "pdf-font-missing": "A font is only named in the file, not inside it, so another computer prints another letter. "
    "Export again with all fonts embedded.",
    "pdf-font-unicode": "The file does not say which characters a font's shapes stand for: copying and reading aloud "
    "give nonsense. Export again with a tagged or accessible setting.",
    "pdf-link-text": "A link has no description, so a screen reader can only spell out its address. "
    "Add alternative text to the link and export again.",
    "pdf-no-alt": "A picture has no description for people who cannot see it. "
    "Add alternative text in the program the file is from.",
    "pdf-no-claim": "The file does not say that it follows PDF/UA (accessible) and PDF/A (lasting). "
    "It may still print well; archives and offices may refuse it.",
    "pdf-no-language": "The file does not name its language, so a screen reader may use the wrong voice. "
    "Set the document's language and export again.",
    "pdf-no-title": "The window of a viewer shows the file's name and not a title. "
    "Give the document a title and have it shown.",
    "pdf-x-intent": "PDF/X-4 holds the profile of the press it is for. Save the file again with one.",
    "pdf-x-version": "PDF/X-4 is PDF 1.6. Save the file again as PDF/X-4.",
    "pdf-x-identity": "PDF/X-4 says in its metadata which document and version it is, and whether it is trapped.",
    "pdf-x-trim": "A print shop must know where a page is cut. Save the file again with a TrimBox.",
    "pdf-x-colour": "A press prints cyan, magenta, yellow and black. Convert the colours to its profile.",
    "pdf-x-profile": "PDF/X-4 allows it, as for photographs, but nobody has counted how much ink these colours take. "
    "Ask the print shop, or convert them.",
    "pdf-x-notes": "Links and notes are not printed; PDF/X wants none where there is print. Take them out.",
    "pdf-x-ink": "So much ink on one place does not dry, and sets off on the next sheet. Convert the colours to a "
    "profile with less.",
    "pdf-no-trim": "The page does not say where the paper is cut. It is taken to be cut at its outer edge.",
    "pdf-small-type": "Type this small is hard to read for many people. "
    "It is a warning: footers may be small, what must be read may not.",
    "pdf-untagged": "Nothing in the file says what is a heading, a list or a picture. "
    "Export again with tags (often called accessible PDF).",
    "pdf-untagged-text": "Some text is on the page but not in the tags, so it is never read out. "
    "Export again with tags, or mark it as decoration if it is that.",
}

_USAGE = {
    "usage": "The command was not given what it needs. `soleprint COMMAND --help` shows its options and examples.",
    "bad-json": 'The file to fill in from is not one JSON object of texts: {"context": "translation"}.',
    "built-in-content": "What is inside an installed soleprint is not changed. Name a folder of your own with "
    "--content DIR or --templates DIR.",
    "built-in-name": "A file of yours with the name of a built-in one takes its place. Begin yours under another name, "
    "or copy the built-in one and change the copy.",
    "process-ended": "A process ended before it was done; perhaps memory ran out. Take fewer --jobs or --workers.",
    "bad-subject": "What a view shows is said in one short line, for those who cannot see it; {side} becomes left or "
    "right.",
    "bad-new-name": "The name becomes the name of a file and an id: small letters, digits and single hyphens, such as "
    "neck-and-shoulders.",
    "file-exists": "A file of that name is there, and nothing is written over it. Give another name, or change what is "
    "there.",
    "unknown-context": "No text has this place in the content. The message names the nearest; "
    "`soleprint translate update` brings a PO file up to date.",
    "bad-mark": "A mark says in one line who has read a text: a name, a profession without a comma, a day as in "
    "2026-01-31.",
    "bundle-too-many": "There are more descriptions than pages of your own, or more titles than files. Give them in "
    "the order of the pages; an empty one leaves a page without.",
    "bad-number": "A number to call is what people dial: digits, spaces, brackets, and signs that telephones have. "
    "Words around it are printed by soleprint.",
    "bad-source-date": "SOURCE_DATE_EPOCH sets the date inside the file, for builds that must repeat exactly. "
    "Give whole seconds since 1970, or unset it.",
    "hole-needs-room": "Two filing holes stand 80 mm apart, and this card has no edge that long. "
    "Use --hole top, or a larger size.",
    "language-exists": "There are translations into this language already. `soleprint translate update` keeps them up "
    "to date.",
    "made-beside": "`make` does not make this by itself. Instructions go with another product: add --instructions to "
    "its command. The review sheet of a language is made with `soleprint translate sheet`.",
    "mixed-sizes": "Pages that share a sheet must be of one size. Impose each size by itself.",
    "needs-both-sides": "A booklet is printed on both sides of its sheets. Use --duplex manual to turn the paper "
    "by hand.",
    "no-pages": "There is nothing to put on a sheet. Name what to print.",
    "no-room": "What the pouch, the holes and the corners take away leaves less than 20 mm to print on. "
    "Use a larger size or a smaller --pouch.",
    "no-emergency-number": "A leaflet or booklet must say whom to call. Put the number in the profile "
    "(emergency), or give --emergency.",
    "no-routine": "A product needs at least one routine. `soleprint list routines` shows their ids.",
    "no-sides": "What a routine is for has no right and left, as a neck has not: body.yaml gives it one name. Leave "
    "out --side, or `other_side` of its finish.",
    "no-such-mode": "Not every routine can be done both with a partner and on oneself. Leave out --mode, "
    "or use one that the message names.",
    "bad-place": "A studio for a network is named as it stands in addresses, and lies behind a web server. "
    "Give --serve-as print.clinic.example, and with it what else is needed; examples/intranet shows how.",
    "too-many-rows": "The studio takes fewer rows at once. Part the table, or make the copies with soleprint merge.",
    "no-table": "A table of people is a file .csv, .tsv, .txt, .xlsx, .xlsm or .ods. Save it as one of these, and keep "
    "the ending of the name.",
    "no-such-sheet": "The workbook has no sheet of this name; a file of text has none at all. The message names those "
    "there are.",
    "not-for-product": "The product does not take this option, which would do nothing there. Leave it out; in a job, "
    "put it under `defaults` for the products that do.",
    "no-such-page": "The file has fewer pages than the number asked for. Pages count from 0 in Python.",
    "no-such-row": "The table has nothing in that row. Rows count as a spreadsheet shows them: the first names the "
    "columns, so the first person is in row 2.",
    "option-needed": "The product cannot be made without this option. Add it; the product's help says what it takes.",
    "unknown-slot": "Each copy may have words of its own in slots. Those of every product have options, such as "
    "--name; others are named by a product's own file: slots: [therapist].",
    "overwrites-input": "What is made would be written over a file that it is made from. Give --out another name.",
    "icc-needed": "PDF/X-4 is for one press, which a CMYK profile describes. Ask the print shop which one it uses, and "
    "give the file with --icc, or name it in the clinic's profile (print_shop: {icc: FILE}).",
    "option-needs": "The option does nothing by itself. Add the one that the message names, or leave this one out.",
    "option-range": "The number is outside what the option takes. The message gives the smallest and the largest.",
    "routines-and-all": "Routines are named, and all of them are asked for too. Leave out the names, or --all.",
    "sheet-needed": "To place pages on larger paper, its size must be known. Give --sheet, as the message proposes.",
    "sheet-too-small": "The pages with their bleed do not go on this paper, of which the printer leaves a border "
    "blank; lines to cut along must be inside that border too. Give a larger --sheet, a smaller --size, or --no-marks.",
    "size-out-of-range": "A side of the sheet is too short or too long. The message gives the limits in millimetres.",
    "theme-style": "The template asks for a text style that the theme lacks. Use one of its styles, "
    "or add this one to the theme.",
    "theme-tone": "The template asks for a panel tone that the theme lacks. Use one of its tones, "
    "or add this one to the theme.",
    "unknown-code": "There is no such code. `soleprint explain` without a code lists them all.",
    "unknown-file": "`check` takes content, templates, profiles and jobs. It knows content and templates by folder and "
    "ending, a profile or a job by its keys. Put the file where it belongs, or name its folder.",
    "unknown-format": "The ending of --out does not say what to write. Use .pdf, .svg or .png, or add --format.",
    "unknown-language": "There is no text in this language. `soleprint list languages` shows those there are; "
    "`soleprint translate new` begins another.",
    "unknown-option": "An option or its value is not known. The message names those that are.",
    "unknown-picture": "The routine has no picture of these moves. Name those that share one, as content/scenes does.",
    "unknown-product": "soleprint does not make this. `soleprint list products` shows what it makes.",
    "unknown-routine": "No routine has this id. `soleprint list routines` shows them; --content DIR adds your own.",
    "unknown-size": "The size has no such name. `soleprint list sizes` shows names; "
    "or write width and height, such as 100x150mm.",
    "unknown-step": "The routine has no such step. The message gives the number and the id of each.",
    "unknown-theme": "There is no theme of this name. `soleprint list themes` shows them; --templates DIR adds yours.",
}

_FIT = {
    "does-not-fit": "The text is too long at a size that can be read, or a word of it is wider than a line: then the "
    "message names it, and a soft hyphen (U+00AD) shows where to part it. The sizes, faces and distances that it names "
    "have been tried.",
}

_FONT = {
    "bad-font": "A file in --font-dir is damaged or no font. Replace it or take it away.",
    "missing-bold": "The only font with these characters has no bold weight, and bold is never faked. "
    "Add its bold file to --font-dir.",
    "missing-font": "A font that is needed cannot be found. Install the package that the message names, "
    "or give --font-dir.",
    "missing-glyph": "No font has these characters, and boxes are never printed in their place. Install the package "
    "that the message names, give --font-dir, or change the text.",
    "no-such-font-dir": "--font-dir does not name a folder. Correct it.",
    "no-usable-font": "The folder has no upright regular or bold font file. Put one there, or leave out --font-dir.",
    "too-many-files": "All of a folder is looked through for fonts, so a whole disk is refused. Name the folder of the "
    "fonts itself.",
}

_FILE = {
    "file": "A file cannot be read or written. The message says which, and why.",
    "bad-name": "The system does not take this file name. Give a shorter or simpler one.",
    "bad-picture": "The picture is damaged, far too large or of an unknown kind. Save it again as the message says.",
    "cannot-write": "The system refused to write the file and gave the reason shown. "
    "What was there before is unharmed.",
    "closed-pipe": "The program that was reading the output has ended. Nothing is wrong with the output.",
    "disk-full": "There is no room left. Free some space and try again; what was there before is unharmed.",
    "bad-icc": "The file is no ICC profile of a press with four inks (CMYK, version 4 or older). Ask the print shop "
    "for its output profile.",
    "file-too-large": "The file is far larger than any of its kind. Check that it is the right one, or split it.",
    "is-a-folder": "--out names a folder. Add a file name to it.",
    "no-such-file": "There is no file of this name. Check the spelling and the folder you are in.",
    "no-scheduler": "Nothing answers at the address of --dask. Start `dask scheduler` and `dask worker` there, and "
    "take the address that the scheduler says.",
    "no-such-folder": "There is no folder of this name. Make it, or give another.",
    "no-port": "Another program listens there, perhaps a studio that still runs. Give another --port, or leave it out.",
    "not-writable": "You may not write there, or the disk is read-only. Give another place for --out.",
    "pdf-broken": "The file is no PDF, or a damaged one. Save it again with the program it is from.",
    "pdf-encrypted": "The file is locked with a password. Save a copy without one.",
    "pdf-too-large": "The file has more in it than is checked at once. Split it and check the parts.",
    "pdf-too-much": "The file takes too long to draw, or too much memory, as damaged files and some drawings do. "
    "Print it to a new PDF and take that in.",
    "picture-too-large": "So many dots would fill the memory. Give a smaller --dpi.",
    "unreadable-file": "The file is there but cannot be opened, or it is a pipe or a device, which may never end. The "
    "message gives the reason.",
    "unreadable-folder": "What is in the folder cannot be listed. Change its permissions, or give another folder.",
    "unknown-hand": "No file of `hands` has this name. Correct it or add the file; content/hands/README.md says how.",
    "unknown-sign": "No file of `signs` has this name. Correct it or add the file; content/signs/README.md says how.",
}

TABLE: Mapping[ExitCode, Mapping[str, str]] = {
    ExitCode.FINDINGS: _PREFLIGHT,
    ExitCode.USAGE: _USAGE,
    ExitCode.CONTENT: CONTENT,
    ExitCode.FIT: _FIT,
    ExitCode.FONT: _FONT,
    ExitCode.FILE: _FILE,
}
"""Exit code -> code -> explanation."""
