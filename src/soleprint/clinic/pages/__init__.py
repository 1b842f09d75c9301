"""A clinic's own PDF pages, taken into a booklet as pages: text stays text, lines stay lines.

What a page shows goes into a form XObject (or, in a tagged file, into one for each tagged piece) with copies of just
the objects that it needs. Only what PDF/A-2a and PDF/UA-1 allow is copied; colours that they do not allow are replaced
by what PDFium shows for them. The copy is drawn once more and held against the page; where the two differ, and where a
page has what cannot be kept (a font that is not in the file), a picture of the page is taken, with its text laid
invisibly over it. Form fields are drawn into the page first.

All of it happens in a limited process (``files.limited``): ``read`` asks, ``worker`` answers. PDFium repairs and draws,
pypdf reads objects and operators.
"""
