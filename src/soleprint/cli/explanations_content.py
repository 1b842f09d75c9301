"""What the codes mean that are about what people write: content, profiles, jobs, tables, templates, and their pages."""

from __future__ import annotations

from collections.abc import Mapping

_YAML = {
    "alias": "Anchors, aliases and merge keys (& * <<) are refused: a small file could grow without end. "
    "Write the value again where it is needed.",
    "complex-key": "A key stands before a colon and is one word. Lists and mappings can only be values.",
    "control-character": "An invisible character is in the file, often from copying. Delete it and type the text anew.",
    "duplicate-key": "A key occurs twice at one place, so one of the values would be lost. Delete or rename one.",
    "empty-file": "The file holds nothing, or only comments. Write its content or delete it.",
    "invalid-yaml": "The file breaks the rules of YAML. Look at the line and the one above: indents, colons, quotes.",
    "not-utf-8": "The file is saved in another encoding. Save it again as UTF-8, without changing the text.",
    "several-documents": "A line of three dashes begins a second document. Keep one for each file.",
    "tab": "YAML indents with spaces. Replace each tab with spaces; most editors can do so on saving.",
    "tag": "Words that begin with an exclamation mark ask for a type of value. Write the plain value, or quote it.",
    "too-deep": "Values lie inside each other deeper than content ever needs. Look for a wrong indent.",
}

_CONTENT = {
    "content": "Content or templates have mistakes, each listed with its file and line. "
    "Correct them; nothing was written.",
    "bad-pattern": "A claim's forbidden pattern is not a regular expression that can be used. "
    "Correct it as the message says.",
    "bad-value": "The value is of the right kind but not one that can be used. The message says what can.",
    "empty-value": "Something must stand here. Write it, or leave the whole entry out where it is not needed.",
    "value-too-long": "The text is longer than there is room for in print. The message says how long it may be.",
    "cue-too-long": "A cue is read from across the room: eight words at most. Move the rest to the step's text.",
    "direction-conflict": "The direction says one way and the path the other. Correct whichever does not match "
    "the source.",
    "duplicate-entry": "An entry of the source stands for one thing only. Use it once, and split it if it says two.",
    "duplicate-id": "An id names one thing. Give this one another id.",
    "field-not-given": "`editor` names a field that this item does not have. Delete the name, or add the field.",
    "id-not-file-name": "A file is found by its name, so id and name must be the same. Change one of them.",
    "invented-count": "The source gives no number of times, so none may be printed. Write `word: several`.",
    "landmark-not-in-view": "The picture does not show this place on the body. Choose another view, or split the move.",
    "no-picture": "The routine's views do not show the places of this step, or it has words alone, and another picture "
    "would mislead. Name a view that shows them (`soleprint check` says which places are missing), or give the step a "
    "`picture` of your own.",
    "no-view": "Pictures are drawn from moves, in a view. List views under the routine's `views`, give the step a "
    "`picture` of your own, or delete its moves: a step may have words alone.",
    "picture-type": "A picture of a step is a PNG, JPEG, WebP or SVG file, by its name and inside. Save it as one of "
    "these.",
    "missing-key": "Something that is always needed is not there. Add the key that the message names.",
    "mode-without-setup": "The step belongs to a mode in which nobody can do the routine. Add a setup, "
    "or correct `modes`.",
    "mode-without-steps": "A setup is given for a mode that has no steps. Add steps for it or delete the setup.",
    "no-provenance": "Every move says where it is from. Name its source entries, or say under `added` "
    "why the editor added it, but not both.",
    "no-repeat": "`repeats` names where the source says to repeat, so `repeat` must say how.",
    "no-such-zone": "`float_over` names a place that is not a zone of this routine. Use one of its zones.",
    "path-incomplete": "The stroke needs places that the path does not give, or the path goes nowhere. "
    "Add them as the message says.",
    "prohibited-claim": "The text says that massage could stand in for medical care. People might come to harm; "
    "it cannot be printed in any words.",
    "other-kind": "The file is sound but of another kind than is asked for here, such as a job where a profile "
    "belongs.",
    "refused-claim": "The claim has no evidence that lets it be printed. Delete it from the list.",
    "minutes-do-not-add-up": "`minutes` of a routine, or of a setup, is what all steps done that way take: once, on "
    "one side. Steps that say `minutes` must add up to it, or to less where others say none. Correct one of them.",
    "minutes-not-in-source": "How long something takes is printed only where the source says so. Delete `minutes`, or "
    "write `states_minutes: true` under `source` if the document does say it.",
    "rotation-without-frame": "Clockwise depends on who looks. Say so, with `frame: giver`.",
    "same-hand": "One hand is asked to do two things at the same time. Name two different hands.",
    "no-such-sentence": "`easy_position` counts the sentences under `easy`, from 1. Name one that is there.",
    "sentence-too-long": "Easy text has short sentences. Split this one.",
    "too-many-findings": "After a hundred mistakes in a file the rest is not looked at. Correct these and check again.",
    "unknown-claim": "No claim in claims.yaml has this id. Correct it or add the claim with its grade.",
    "unknown-field": "`editor` names a field that does not exist. Correct the name.",
    "unknown-key": "The key is not known at this place. It may be misspelt or indented too little or too much.",
    "unknown-landmark": "No file of `regions` names this place on the body. Correct it, or add it there.",
    "unknown-safety-profile": "No file of `safety` has this name. Correct it or add the file.",
    "unknown-limb": "There is no such limb. `soleprint list limbs` shows them; a body.yaml of yours adds to them.",
    "unknown-position": "There is no such position. `soleprint list positions` shows them; a body.yaml of yours adds "
    "to them.",
    "unknown-mode": "There is no such mode. `soleprint list modes` shows them; a body.yaml of yours adds to them.",
    "unknown-direction": "There is no such direction. body.yaml lists them (`directions`); one of yours adds to them.",
    "unknown-stroke": "strokes.yaml has no such stroke. `soleprint list strokes` shows them.",
    "unknown-together": "`together` names another move of the same step. Correct its id.",
    "unknown-value": "Only certain words can stand here. The message names the nearest.",
    "unknown-view": "There is no such view, or the routine does not list it. Correct the name or add it to `views`.",
    "unsupported-claim": "The text promises an effect that has not been shown. Say less, as claims.yaml words it, "
    "or leave it out.",
    "hand-reference": "A hand names a part of its own drawing that is not there. Correct the name.",
    "hand-value": "A hand has a value that a drawing cannot be made from. content/hands/README.md describes each.",
    "scene-reference": "A scene names a move, place, view or hand that is not there. Correct the name.",
    "scene-value": "A scene has a value that a picture cannot be made from. content/scenes/README.md describes each.",
    "sign-value": "A sign has a value that it cannot be drawn from. content/signs/README.md describes each.",
    "signs-for-rules": "Easy read shows a sign beside each rule, so there must be one for each, or none at all.",
    "view-reference": "A view names a part of its own drawing that is not there. Correct the name.",
    "view-value": "A view has a value that a drawing cannot be made from. content/views/README.md describes each.",
    "wrong-type": "A value is of another kind than the key needs: a list for a text, say. The message says which.",
    "zone-pressure": "The move presses harder than the zone allows. Press less, or keep out of the zone.",
    "zone-stroke": "The stroke is not allowed over this zone. End the move before it and begin another beyond, "
    "or let the hands float over it.",
}

_TRANSLATIONS = {
    "duplicate-context": "A translation file has two entries for one place in the content. Keep the right one.",
    "invalid-po": "A translation file breaks the rules of PO files. Correct the line, "
    "or save the file with a PO editor.",
    "po-header": "A translation file begins with an entry that names its language and encoding. "
    "Copy that of another file and change it.",
    "cue-too-long-translated": "The translation of a short text for the wall is much longer than the English, so the "
    "whole card is set smaller. Say it in fewer words.",
    "missing-safety-translation": "A safety text has no translation into this language. Nothing is printed without it: "
    "fill in its msgstr in the PO file; `soleprint translate check` lists all.",
    "missing-translation": "A text has no translation into this language, so it is printed in English. "
    "Fill in its msgstr in the PO file; `soleprint translate status` counts them.",
    "no-language-entry": "How a language is written, counted and joined stands in languages.yaml. Without an entry it "
    "is set as its tag says, or as Latin. `soleprint translate update` with --content DIR writes one.",
    "review-incomplete": "A translation counts as reviewed when its header names a reviewer and a date "
    "(X-Soleprint-Reviewer, X-Soleprint-Review-Date: 2026-01-31). Until then its status is draft.",
    "stale-translation": "The English has changed since this text was translated, so the translation is not used. "
    "Run `soleprint translate update`, correct the translation and take away its fuzzy mark.",
    "translation-placeholders": "Words in braces, such as {number}, are filled in later. "
    "The translation must have the same ones, unchanged.",
    "translation-spaces": "The translation begins or ends with a space or an empty line that the English does not "
    "have. Delete it.",
    "void-review": "Somebody has read this text, and since then it or its English has been edited, or it is fuzzy. "
    "Have it read again; `soleprint translate mark` marks it anew.",
    "untranslated": "The translation is the same as the English. Translate it, or keep it if it is really the same.",
}

_PROFILE = {
    "bad-target": "The address or number leads nowhere as it is written. Copy the whole of it.",
    "invalid-svg": "The file is not an SVG picture that can be read. Save it again as plain SVG; a logo may be a PNG "
    "or JPEG instead.",
    "number-in-sentence": "A telephone number is printed from its own field, so that all places agree. "
    "Take it out of the sentence.",
    "comment-not-value": "Behind a # everything is a comment, so the key has no value. Put a colour in double quotes.",
    "not-read": "Nothing reads this file or folder, and its name is nearly one that is read. Rename it as the message "
    "says.",
    "not-used": "Nothing uses this, and its name is nearly one that is used. Correct it as the message says.",
    "outside-folder": "A file may only be used from the folder that was given, or that of the file that names it, or "
    "from below; a link must not lead out. Copy it there.",
    "darkened-colour": "The colour is a little too pale for text to be read on it or in it (7:1; WCAG 2.2, 1.4.6), so "
    "the nearest one that can be read is printed. Write that one, which the message names, if it is to be yours.",
    "pale-colour": "The colour is too pale for text to be read on it or in it (7:1; WCAG 2.2, 1.4.6), and dark "
    "enough it would be another colour. Use the one that the message names, or another of your clinic.",
    "qr-too-small": "The squares of the QR code would be too small for a telephone to read: the code is as large on "
    "every product. Use a shorter address; many websites give a short link.",
    "red-colour": "Red tells what must not be done, and where to call. Nothing else on a page is red, or it would be "
    "overlooked. Use another colour of your clinic.",
    "review-before-issue": "The date of review lies before the date of issue. Correct one of them.",
    "review-past": "The date by which this had to be reviewed is over. Review the content and set a new date.",
    "svg-too-complex": "The picture has more parts than any logo or drawing needs. Simplify or ungroup it; a logo may "
    "be a PNG instead.",
    "unsupported-svg": "The logo uses something that cannot be drawn here. Change it to plain shapes, or give a PNG.",
    "unsafe-svg": "The file asks for something outside itself or hides a program. Save it as plain SVG.",
}

_DRAWINGS = {
    "drawing-element": "This part of the drawing cannot be read. Use paths, lines, circles and ellipses, without "
    "clones; what is only for you belongs in a layer of another name.",
    "drawing-landmark": "A place is a circle in the layer landmarks, on the limb, with a name of content/regions, or "
    "a new one that begins with the view's name and a dot.",
    "drawing-lanes": "Strokes run between two lines called inner and outer, or along one called axis. Draw them "
    "within the outline, from the far end towards the heart.",
    "drawing-layer": "The drawing has layers with certain names, and nothing beside them but the scale line. Rename "
    "the layer, or move the shape.",
    "drawing-outline": "The outline is closed: a closed path, or lines whose ends meet. Where a limb goes on, a line "
    "whose name begins with cut closes it.",
    "drawing-reach": "How far strokes at a place go is a line in the layer reach, with the name of its landmark.",
    "drawing-scale": "One straight line has a name that says how long it is on the body, such as scale-100mm. Measure "
    "something that you have drawn.",
    "drawing-unread": "Something in the drawing was left out, since it is hidden or in a layer of another name. That "
    "is right for photographs and notes.",
    "drawing-zone": "A zone is an ellipse in the layer zones, with the name of the landmark that it lies round.",
}

_JOBS = {
    "bad-name-pattern": "A file name in a job may hold {product}, {routines}, {lang}, {size} and {edition}, and no "
    "folders; that of a person's copy {reference} or {row} too. Correct `file`, or `name` under `merge`.",
    "same-name": "Two files of a job would get one name, and the second would replace the first. Give the output a "
    "`file` that tells them apart, or each person a reference of their own.",
    "is-merge": "`build` makes each output once; a copy for each person of a table is made by `soleprint merge`. "
    "Put what is to be built in another job.",
    "no-merge": "No output of the job names a table. Give one on the command line, or add `merge: {table: people.csv}` "
    "to an output.",
    "not-for-merge": "Each person gets one copy in one file, so an output with `merge` has one language, size and "
    "edition, and no `file`. Correct it as the message says.",
}

_TABLES = {
    "bad-date": "A date is written as 2026-02-28, is a date in the spreadsheet, or has a format that the job states: "
    'date: {column: Seen, format: "%d.%m.%Y"}. It is in the calendar, from 1900 to 2199.',
    "bad-date-format": "The format of a date has %d, %m and %Y (or %y for two digits), each once, and what stands "
    'between them. "text" takes any words.',
    "bad-table": "The table cannot be read from this place on. Save it again with a spreadsheet, as .xlsx or .csv.",
    "cell-too-long": "More stands in the cell than there is room for on any page. Shorten it.",
    "empty-table": "There is nothing in the table. Its first row names the columns; each row below is a person.",
    "formula-error": "The spreadsheet shows an error such as #N/A in this cell, and would have it printed. Correct the "
    "formula there, and save the table again.",
    "guessed-encoding": "The file does not say how its letters are written. Where names look wrong, save the table as "
    "UTF-8 (in Excel: CSV UTF-8), or as .xlsx.",
    "lost-zeros": "A spreadsheet keeps 0042 as the number 42, and what it has lost cannot be known. Format the column "
    "as text and enter the numbers again, or see that none begins with a zero.",
    "no-columns": "The first row does not name the columns, or by names that are not known. Add names, such as Name "
    'or Language, or let a job say which is which: columns: {name: "Who"}.',
    "no-reference": "Files are named by the reference, and this row has none. Fill it in, or name files by rows: "
    'merge: {name: "{row}"}.',
    "no-such-column": "The job names a column that the table does not have. Correct the name in the job or in the "
    "first row of the table.",
    "same-column": "Two columns have one name, or could be the same thing. Rename one, or let the job say which it is: "
    "columns: {name: Patient}.",
    "same-word": "A name of a column, or a word for a value, stands for two things. Leave it with one of them.",
    "several-sheets": "A workbook may have several sheets, and only one is read. Name it in the job: "
    "merge: {sheet: People}.",
    "table-too-large": "The workbook holds more than its rows need, often because a cell far away is filled or "
    "formatted. Delete empty rows and columns, or save the sheet as .csv.",
    "too-many-cells": "A row has more cells than there are columns, mostly because a comma in it has no quotation "
    "marks round its cell. Add them, or save the table as .xlsx.",
    "too-many-columns": "The table is far wider than a table of people. Delete the columns that are not needed.",
    "unknown-column": "Nothing on the page is filled from this column. That may be right; else rename it, or let the "
    "job say what it has: columns: {often: Frequency}.",
    "text-too-long": "More is said to this person than the copy has room for. Shorten the cell; the message says what "
    "would fit. Or make the copies larger: another size or fold in the job.",
    "unnamed-column": "A column without a name in the first row is not read. Name it, or empty it.",
    "unsafe-name": "The reference has a slash, a colon or another character that some systems do not take in file "
    'names, or is far too long. Change it, or name files by rows: merge: {name: "{row}"}.',
}

_PRODUCTS = {
    "no-template": "A product is two files: what it is (NAME.yaml) and what stands where (NAME.xml.j2). "
    "Add the second.",
    "product-default": "`defaults` gives a value to an option that the product does not take, or one that cannot be. "
    "Correct it as the message says.",
    "product-groups": "The groups of options under `takes` do not go with the rest of the file, or one is named twice. "
    "Correct them as the message says.",
    "product-type": "The product file does not say how large type may be. Correct `type` as the message says.",
    "routine-left-out": "With --all, routines that cannot be done as asked are left out of the product. "
    "Leave out --mode to have them all.",
}

_TEMPLATES = {
    "dangling-link": "A link or a page number asks for a heading that is not in the document. Give the "
    "heading this id, or correct the link.",
    "odd-sides": "Fronts and backs come in turn, so there must be as many of one as of the other. "
    "Add the <page> that is missing.",
    "safety-missing": "Words that keep people from harm must be on every product with routines, whoever wrote its "
    "template. Print what the message names.",
    "template-attribute": "The element does not have this attribute. README, Templates, lists what each takes.",
    "template-choices": "There are no options to choose from, or more combinations of them than can be tried. "
    "Give each <choose> a few.",
    "template-depth": "Elements lie inside each other too deep. Look for a macro that calls itself.",
    "template-size": "The template makes more elements than any product needs. Look for a loop that goes round too "
    "often.",
    "link-scheme": "A link leads to a web page, a mail or telephone number, or to a place in the document. Write it as "
    "the message says.",
    "template-doctype": "Templates may not declare document types or entities. Delete the declaration.",
    "template-element": "There is no such element. README, Templates, lists them.",
    "template-empty": "The template writes nothing. It must write a <document>.",
    "template-part": "A <part> is written once in the document, and named once in options of one <choose>. "
    "templates/README.md describes it.",
    "template-error": "The template cannot be run: a name is not known, the syntax is wrong or it does "
    "what templates may not.",
    "template-figure": "A figure asks for a picture that the routine cannot give. Correct its scene or step.",
    "template-markup": "What the template writes is not well-formed: a tag is not closed, or closed twice.",
    "template-nesting": "The element cannot stand inside that one. The message names those that can.",
    "template-root": "The outermost element must be <document>, with pages inside.",
    "template-text": "Text stands where only elements may. Put it in a <p>.",
    "template-value": "An attribute's value cannot be used. The message says what it must be.",
    "theme-circle": "Themes extend one another without end. One of them must stand on its own.",
    "theme-colour": "A style, tone or template uses a colour that the theme does not define. Add it under `colours`.",
}

_PAGES = {
    "description-not-used": "A tagged page is read out as its tags say, which tells more than a description could. "
    "Leave out its --bundle-alt, or give an empty one where others follow.",
    "own-type-small": "A large page taken into a small booklet has small type. Use a larger --size, or make the page "
    "anew in the size of the booklet.",
    "links-left-out": "A page of yours is one page of the booklet, so the places that its links lead to are not there. "
    "Links to the web (http, https), to mail and to telephones are kept.",
    "own-colours": "Letters and lines of your pages are printed in inks that are limited, black ones in black alone; "
    "pictures keep their colours with a profile, as PDF/X-4 allows. Shops print those as they do photographs.",
    "page-drawn": "Your page has something that a lasting and accessible file may not have, mostly a font that is not "
    "in the file, so a picture of it is printed. Save it as PDF/A, or with all fonts embedded.",
    "page-not-described": "Nothing in the file says what is a heading or a picture, so a screen reader is told the "
    "text of the page, or only its title. Say with --bundle-alt what it is, or save the file with tags.",
    "pictures-not-described": "Pictures in a tagged page have no alternative text, so nobody is told of them who "
    "cannot see them. Add it in the program that the file is from.",
    "creep-in-margin": "In a thick booklet the inner pages are pushed outwards, here until text comes near the fold. "
    "Use thinner sections or wider margins.",
    "dead-border": "Most printers leave a few millimetres at the edge of a sheet blank, and text reaches into them. "
    "Use a larger sheet, or try one page first.",
    "no-shop-marks": "There is no room on the sheet for all of the print shop's marks. Leave --sheet out, so that the "
    "paper is as large as they need, or give a larger one.",
    "no-check-line": "There is no room on the sheet for the line that shows whether the printer keeps to size. "
    "Measure a finished page instead.",
    "in-the-hole": "Something would be printed where the hole is punched. Change the template, or use --hole none.",
    "low-contrast": "The text stands out too little from what is behind it (WCAG 2.2, 1.4.3). "
    "Choose a darker or lighter colour in the theme.",
    "outside-safe-area": "Something reaches into the margin that the pouch seals or the printer leaves blank. "
    "Change the template.",
    "overlap": "Two texts lie on top of each other. Change the template so that each has its own room.",
    "type-too-small": "The type is smaller than can be read from the distance asked for. "
    "Change the style in the theme, or give a shorter --distance.",
}

CONTENT: Mapping[str, str] = (
    _YAML | _CONTENT | _DRAWINGS | _TRANSLATIONS | _PROFILE | _JOBS | _TABLES | _PRODUCTS | _TEMPLATES | _PAGES
)
"""Code -> explanation."""
