"""Names of glyphs that every font maker uses (Adobe Technical Note 5176, appendix A), and which one a character has."""

from __future__ import annotations

from functools import cache

from pypdf._codecs import adobe_glyphs

_ASCII = (
    "space exclam quotedbl numbersign dollar percent ampersand quoteright parenleft parenright asterisk plus "
    "comma hyphen period slash zero one two three four five six seven eight nine colon semicolon less equal "
    "greater question at A B C D E F G H I J K L M N O P Q R S T U V W X Y Z bracketleft backslash bracketright "
    "asciicircum underscore quoteleft a b c d e f g h i j k l m n o p q r s t u v w x y z braceleft bar "
    "braceright asciitilde"
)
_LATIN = (
    "exclamdown cent sterling fraction yen florin section currency quotesingle quotedblleft guillemotleft "
    "guilsinglleft guilsinglright fi fl endash dagger daggerdbl periodcentered paragraph bullet quotesinglbase "
    "quotedblbase quotedblright guillemotright ellipsis perthousand questiondown grave acute circumflex tilde "
    "macron breve dotaccent dieresis ring cedilla hungarumlaut ogonek caron emdash AE ordfeminine Lslash Oslash "
    "OE ordmasculine ae dotlessi lslash oslash oe germandbls onesuperior logicalnot mu trademark Eth onehalf "
    "plusminus Thorn onequarter divide brokenbar degree thorn threequarters twosuperior registered minus eth "
    "multiply threesuperior copyright Aacute Acircumflex Adieresis Agrave Aring Atilde Ccedilla Eacute "
    "Ecircumflex Edieresis Egrave Iacute Icircumflex Idieresis Igrave Ntilde Oacute Ocircumflex Odieresis Ograve "
    "Otilde Scaron Uacute Ucircumflex Udieresis Ugrave Yacute Ydieresis Zcaron aacute acircumflex adieresis "
    "agrave aring atilde ccedilla eacute ecircumflex edieresis egrave iacute icircumflex idieresis igrave ntilde "
    "oacute ocircumflex odieresis ograve otilde scaron uacute ucircumflex udieresis ugrave yacute ydieresis "
    "zcaron"
)
STANDARD = {name: number for number, name in enumerate((".notdef", *_ASCII.split(), *_LATIN.split()))}
"""Name -> number of the standard string."""
STRINGS = 391
"""The number of the first string that is a font's own; those between are of expert fonts, and weights."""
_LIKE = {"\xa0": "space", "\xad": "hyphen"}


def glyph_name(char: str) -> str:
    """What the glyph of a character is called; "" where nothing is."""
    return _LIKE.get(char) or _names().get(char, "")


@cache
def _names() -> dict[str, str]:
    every = {char: name[1:] for name, char in reversed(adobe_glyphs.items())}
    return every | {every_char: name for name in STANDARD if (every_char := adobe_glyphs.get(f"/{name}"))}
