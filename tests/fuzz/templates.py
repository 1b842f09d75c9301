"""Templates that nobody would write: statements, expressions and elements put together at random."""

from __future__ import annotations

from hypothesis import strategies as st

from soleprint.compose.markup import VOCABULARY

NAMES = (
    "routine", "routine.title", "steps", "items", "safety", "safety.stops", "words", "pictures", "sign", "minimum",
    "maximum", "lang", "days", "issued", "ns", "ns.x", "x", "loop", "loop.index", "self", "caller", "m", "range",
    "dict", "namespace", "1", "-1", "0", "7.5", "'a'", "'%s'", "'{0}'", "''", "[]", "{}", "true", "none", "range(9)",
    "range(100000)", "pictures.foot", "strokes",
)  # fmt: skip
FILTERS = (
    "length", "list", "first", "join('-')", "join(x)", "upper", "title", "sort", "reverse", "unique", "sum",
    "round(2)", "int", "float", "replace('a', ns.x)", "batch(3)", "slice(2)", "map('upper')", "map(attribute='id')",
    "select('odd')", "selectattr('id')", "center(40)", "format(1)", "indent(4)", "wordwrap(3)", "truncate(3)",
    "tojson", "default('d')", "string", "e", "safe", "groupby('id')", "dictsort", "random", "left_to_right",
    "attr('id')", "xmlattr", "urlize", "pprint", "items", "min", "max", "abs", "trim", "striptags",
)  # fmt: skip
OPERATORS = ("+", "-", "*", "/", "//", "%", "**", "~", "==", "in", "and")
CALLS = ("{% include 'parts.xml.j2' %}", "{% include 'card.xml.j2' %}", "{{ m(1) }}")
ATTRIBUTES = sorted({name for rule in VOCABULARY.values() for name in rule.attributes} | {"nosuch", "_at"})
VALUES = (
    "", "0", "1", "-1", "2", "14", "20", "0.5", "1e9", "nan", "inf", "yes", "no", "auto", "1 2", "1 2 3 auto", "stop",
    "title", "body", "body small", "foot", "step-1", "foot-sole", "knead", "overview", "stage", "qr", "logo", "sign",
    "cover", "#x", "x", "https://a.example/", "javascript:x", "en", "ar", "zz", "start", "end", "edge", "next",
    "list", "grid", "99999999999", "{{ x }}", "{{ minimum }}", "\u202e", "<", "&",
)  # fmt: skip


def expressions() -> st.SearchStrategy[str]:
    """An expression of Jinja."""
    return st.recursive(
        st.sampled_from(NAMES),
        lambda inner: (
            st.builds("({} {} {})".format, inner, st.sampled_from(OPERATORS), inner)
            | st.builds("{}|{}".format, inner, st.sampled_from(FILTERS))
            | st.builds("[{}, {}]".format, inner, inner)
            | st.builds("{}[{}]".format, inner, inner)
            | st.builds("{}[{}:]".format, inner, inner)
            | st.builds("{}({})".format, inner, inner)
            | st.builds("({} if {} else {})".format, inner, inner, inner)
        ),
        max_leaves=6,
    )  # fmt: skip


def bodies() -> st.SearchStrategy[str]:
    """What may stand in a page, or not."""
    expression = expressions()
    text = st.sampled_from(["a", "word " * 9, "x" * 60, "字", "ع", "&amp;", "&", "<", "]]>"])
    output = st.builds("<p>{{{{ {} }}}}</p>".format, expression)
    tags = st.sampled_from([*VOCABULARY, "part", "nosuch"])
    attributes = st.dictionaries(st.sampled_from(ATTRIBUTES), st.sampled_from(VALUES), max_size=3)
    return st.recursive(
        text | output | st.sampled_from(CALLS),
        lambda inner: (
            st.builds(_element, tags, attributes, st.lists(inner, max_size=3))
            | st.builds("{{% for x in {} %}}{}{{% endfor %}}".format, expression, inner)
            | st.builds("{{% for x in {} recursive %}}{}{{{{ loop(x) }}}}{{% endfor %}}".format, expression, inner)
            | st.builds("{{% if {} %}}{}{{% endif %}}".format, expression, inner)
            | st.builds("{{% set x = {} %}}{}".format, expression, inner)
            | st.builds("{{% set x %}}{}{{% endset %}}{{{{ x }}}}".format, inner)
            | st.builds("{{% for i in range(99) %}}{{% set ns.x = {} %}}{{% endfor %}}{}".format, expression, inner)
            | st.builds("{{% macro m(x) %}}{}{{% endmacro %}}{{{{ m({}) }}}}".format, inner, expression)
            | st.builds("{{% call m({}) %}}{}{{% endcall %}}".format, expression, inner)
            | st.builds("{{% block b %}}{}{{% endblock %}}".format, inner)
            | st.builds("{{% filter upper %}}{}{{% endfilter %}}".format, inner)
            | st.builds("{}{}".format, inner, inner)
        ),
        max_leaves=8,
    )  # fmt: skip


def _element(tag: str, attributes: dict[str, str], inside: list[str]) -> str:
    given = "".join(f' {name}="{value}"' for name, value in attributes.items())
    return f"<{tag}{given}>{''.join(inside)}</{tag}>"


def documents() -> st.SearchStrategy[str]:
    """A template."""
    pages = st.lists(
        st.builds(_page, st.sampled_from(["", ' flow="yes"', ' minimum="14" maximum="20"', ' pages="2"']), bodies()),
        max_size=3,
    )
    return st.builds(lambda inside: DOCUMENT.format("".join(inside)), pages) | bodies()


DOCUMENT = (
    "{{% set ns = namespace(x='a') %}}{{% macro m(x) %}}{{{{ x }}}}{{% endmacro %}}<document title=\"T\">{}</document>"
)


def _page(attributes: str, body: str) -> str:
    return f"<page{attributes}>{body}</page>"
