from __future__ import annotations

import os
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from soleprint.clinic import load_profile, profile_schema
from soleprint.errors import Severity
from soleprint.marks import contrast, luminance
from tests.clinic.clinics import PROFILE, TODAY, findings, gate, load, write


def test_a_whole_profile(tmp_path: Path) -> None:
    clinic = load(write(tmp_path))
    profile = clinic.profile
    assert clinic.warnings == ()
    assert clinic.artwork is not None
    assert (profile.name, profile.review_by, profile.footer) == (
        "Riverside Clinic",
        date(2028, 1, 30),
        "Registered charity 1234567",
    )
    assert profile.theme_colours() == {"accent": "#0058AD", "badge": "#004B93"}
    assert profile.translation_reviewers["es"].name == "B. Lector"


@pytest.mark.parametrize(
    ("lang", "number"), [("en", "999"), ("es", "112"), ("es-ES", "112"), ("es-MX", "911"), ("de", "999")]
)
def test_numbers_by_language(tmp_path: Path, lang: str, number: str) -> None:
    numbers = load(write(tmp_path)).profile.numbers(lang)
    assert numbers is not None
    assert numbers.ambulance == number


def test_a_name_is_enough(tmp_path: Path) -> None:
    path = tmp_path / "clinic.yaml"
    path.write_text("schema: 1\nname: A clinic\n")
    clinic = load(path)
    assert clinic.artwork is None
    assert clinic.profile.numbers("en") is None
    assert clinic.profile.theme_colours() == {}


def test_badge_follows_accent(tmp_path: Path) -> None:
    profile = load(write(tmp_path, (', badge: "#004B93"', ""))).profile
    assert profile.theme_colours()["badge"] == "#0058AD"


def test_everything_wrong_at_once(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        ("phone:", "fone:"),
        ("hello@example.org\ncol", "hello\ncol"),
        ("#004B93", "#8EC5FF"),
        ("2028-01-30", "2025-01-30"),
        ("art/logo.svg", "art/no.svg"),
    )
    found = {(finding.line, finding.code) for finding in findings(path)}
    assert found == {
        (3, "no-such-file"),
        (5, "unknown-key"),
        (7, "bad-value"),
        (8, "pale-colour"),
        (15, "review-before-issue"),
    }
    assert all(finding.source == path.as_posix() and finding.column > 0 for finding in findings(path))


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ('"#0058ad"', "blue", "bad-value"),
        ("https://clinic.example.org\n", "clinic.example.org\n", "bad-value"),
        ("https://clinic.example.org\n", "https://localhost\n", "bad-target"),
        ("https://clinic.example.org/feet", "javascript:alert(1)", "bad-value"),
        ("https://clinic.example.org/feet", "https://clinic.example.org@evil.example/", "bad-target"),
        ("https://clinic.example.org/feet", "https:///feet", "bad-target"),
        ("https://clinic.example.org/feet", "https://[", "bad-target"),
        ("https://clinic.example.org/feet", "tel:call-me", "bad-target"),
        ("https://clinic.example.org/feet", "mailto:nobody", "bad-target"),
        ("https://clinic.example.org/feet", "file:///etc/passwd", "bad-value"),
        ("https://clinic.example.org/feet", "https://clinic.example.org/" + "f" * 140, "qr-too-small"),
        ("https://clinic.example.org/feet", "https://example.org/a b", "bad-value"),
        ("ambulance: 999", "ambulance: call us", "bad-value"),
        ("  es: {amb", "  Spanish: {amb", "bad-value"),
        ("2026-01-31", "31.1.2026", "wrong-type"),
        ("Watch the film", "Call 999 now", "number-in-sentence"),
        ("Registered charity 1234567", "Call 0113 4960000 or +44 (113) 496-0000", "number-in-sentence"),
        ("Registered charity 1234567", "Massage cures cancer.", "unsupported-claim"),
        ("name: Riverside Clinic", "name: No surgery needed", "prohibited-claim"),
    ],
)
def test_what_cannot_be_printed(tmp_path: Path, old: str, new: str, code: str) -> None:
    (finding,) = findings(write(tmp_path, (old, new)))
    assert finding.code == code
    assert finding.severity is Severity.ERROR
    assert finding.line > 1


@pytest.mark.parametrize(
    "target", ["tel:+44113496000", "mailto:a@example.org?subject=Foot", "http://example.org/%C3%A9"]
)
def test_good_targets(tmp_path: Path, target: str) -> None:
    qr = load(write(tmp_path, ("https://clinic.example.org/feet", target))).profile.qr
    assert qr is not None
    assert qr.target == target


@pytest.mark.parametrize(
    "number", ["01632 960123 ext. 45", "01632 960123 x45", "+44 (0)1632 960123 #4", "01632 960123"]
)
def test_telephone_numbers_may_have_an_extension(tmp_path: Path, number: str) -> None:
    assert load(write(tmp_path, ("+44 113 496 0000", number))).profile.phone == number


@pytest.mark.parametrize("number", ["call 01632", "01632 960123 ext.", "01632 960123 room 4", "ext. 45"])
def test_what_is_no_telephone_number(tmp_path: Path, number: str) -> None:
    (finding,) = findings(write(tmp_path, ("+44 113 496 0000", number)))
    assert 'perhaps "ext. 45" behind' in finding.message


def test_a_clinic_may_have_its_name(tmp_path: Path) -> None:
    """ "Healing" is a claim, but not in the name of the house."""
    path = write(
        tmp_path, ("name: Riverside Clinic", "name: Healing Hands"), ("alt: Riverside Clinic", "alt: Healing Hands")
    )
    assert load(path).profile.name == "Healing Hands"
    path = write(
        tmp_path, ("name: Riverside Clinic", "name: Healing Hands"), ("alt: Riverside Clinic", "alt: Healing oils")
    )
    assert [finding.code for finding in findings(path)] == ["unsupported-claim"]


@pytest.mark.parametrize("colour", ["#41B6E6", "#78BE20", "#757575", "#0072CE"])
def test_a_colour_that_is_too_pale_is_darkened_to_seven_to_one(tmp_path: Path, colour: str) -> None:
    """A warning says what was done; what it names is taken as it is."""
    clinic = load(write(tmp_path, ("#0058ad", colour), ("#004B93", "#000080")))
    (warning,) = clinic.warnings
    assert (warning.code, warning.severity, warning.line, warning.column) == (
        "darkened-colour",
        Severity.WARNING,
        8,
        19,
    )
    printed = clinic.profile.theme_colours()["accent"]
    assert f"{colour} has a contrast of {contrast(colour, '#FFFFFF'):.1f}:1 and needs 7:1" in warning.message
    assert warning.message.endswith(f'it is printed as "{printed}"')
    assert 7 <= contrast(printed, "#FFFFFF") < 7.2
    assert clinic.profile.theme_colours()["badge"] == "#000080"
    again = load(write(tmp_path, ("#0058ad", printed), ("#004B93", "#000080")))
    assert (again.warnings, again.profile.theme_colours()["accent"]) == ((), printed)


def test_a_darkened_colour_is_no_error_when_strict(tmp_path: Path) -> None:
    path = write(tmp_path, ("#0058ad", "#41B6E6"))
    assert [each.code for each in load(path, strict=True).warnings] == ["darkened-colour"]


@pytest.mark.parametrize("colour", ["#FFFFFF", "#FFE600", "#FFB81C", "#BFD7EA"])
def test_a_colour_that_would_be_another_one_is_refused_with_an_offer(tmp_path: Path, colour: str) -> None:
    (finding,) = findings(write(tmp_path, ("#0058ad", colour)))
    assert (finding.code, finding.line, finding.column) == ("pale-colour", 8, 19)
    assert colour in finding.message
    offer = finding.message.split('"')[1]
    assert load(write(tmp_path, ("#0058ad", offer))).profile.theme_colours()["accent"] == offer


def test_the_paper_of_the_theme_counts(tmp_path: Path) -> None:
    path = write(tmp_path, ("#0058ad", "#595959"))
    assert load(path).warnings == ()
    clinic = load_profile(path, gate(), TODAY, paper="#EEF4F6")
    assert [each.code for each in clinic.warnings] == ["darkened-colour"]
    assert contrast(clinic.profile.theme_colours()["accent"], "#EEF4F6") >= 7


def test_an_overdue_review_is_a_warning(tmp_path: Path) -> None:
    path = write(tmp_path, ("2028-01-30", "2026-11-21"))
    (warning,) = load(path).warnings
    assert (warning.code, warning.severity, warning.line) == ("review-past", Severity.WARNING, 15)
    (error,) = findings(path, strict=True)
    assert (error.code, error.severity) == ("review-past", Severity.ERROR)


def test_a_review_due_today_is_not_overdue(tmp_path: Path) -> None:
    assert load(write(tmp_path, ("2028-01-30", str(TODAY))), strict=True).warnings == ()


def test_errors_hide_no_warning_as_error(tmp_path: Path) -> None:
    path = write(tmp_path, ("2028-01-30", "2026-11-21"), ("#0058ad", "#FFFF00"))
    assert [finding.code for finding in findings(path)] == ["pale-colour"]
    assert [finding.code for finding in findings(path, strict=True)] == ["pale-colour", "review-past"]


@pytest.mark.parametrize(
    "name",
    ["../logo.svg", "art/../../logo.svg", "/etc/passwd", "C:/logo.svg", r"art\logo.svg", "\N{DOUBLE PRIME}/../x"],
)
def test_a_logo_from_elsewhere(tmp_path: Path, name: str) -> None:
    (finding,) = findings(write(tmp_path, ("art/logo.svg", f"'{name}'")))
    assert (finding.code, finding.line) == ("outside-folder", 3)


def test_a_logo_by_a_link(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    path = write(home)
    (tmp_path / "secret.svg").write_bytes((home / "art/logo.svg").read_bytes())
    (home / "art/logo.svg").unlink()
    (home / "art/logo.svg").symlink_to(tmp_path / "secret.svg")
    assert [finding.code for finding in findings(path)] == ["outside-folder"]
    (home / "inner.svg").write_bytes((tmp_path / "secret.svg").read_bytes())
    (home / "art/logo.svg").unlink()
    (home / "art/logo.svg").symlink_to(home / "inner.svg")
    assert load(path).artwork is not None


def test_a_logo_that_is_no_file(tmp_path: Path) -> None:
    path = write(tmp_path, ("art/logo.svg", "art"))
    assert [finding.code for finding in findings(path)] == ["unreadable-file"]
    os.mkfifo(tmp_path / "pipe.svg")
    path = write(tmp_path, ("art/logo.svg", "pipe.svg"))
    assert [finding.code for finding in findings(path)] == ["unreadable-file"]
    (tmp_path / "circle.svg").symlink_to("circle.svg")
    path = write(tmp_path, ("art/logo.svg", "circle.svg"))
    assert [finding.code for finding in findings(path)] == ["unreadable-file"]


def test_findings_in_the_logo_name_its_file(tmp_path: Path) -> None:
    logo = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">\n <text>x</text></svg>'
    (finding,) = findings(write(tmp_path, logo=logo))
    assert finding.source.endswith("art/logo.svg")
    assert (finding.line, finding.column) == (2, 2)
    assert "convert text to paths" in finding.message


def test_schema_has_every_field_and_its_words() -> None:
    schema: dict[str, Any] = profile_schema()
    fields = schema["$defs"]["Profile"]["properties"]
    given = {line.partition(":")[0] for line in PROFILE.splitlines() if not line.startswith(" ")}
    assert given | {"print_shop"} == fields.keys()
    assert fields["emergency"]["description"].startswith("Numbers of the country")
    assert schema["$defs"]["Profile"]["required"] == ["schema", "name"]
    assert schema["$defs"]["Profile"]["additionalProperties"] is False


@pytest.mark.parametrize("colour", ["#B00020", "#C8102E", "#D0006F", "#A01020"])
def test_a_red_is_refused_by_name(tmp_path: Path, colour: str) -> None:
    (finding,) = findings(write(tmp_path, ("#0058ad", colour)))
    assert finding.code == "red-colour"
    assert colour in finding.message
    assert (finding.line, finding.column) == (8, 19)


@pytest.mark.parametrize("colour", ["#0058AD", "#6A1B7A", "#6E4400", "#3D3D3D", "#5B2A2A"])
def test_other_colours_and_greyish_reds_are_taken_with_pale_grounds_of_their_hue(tmp_path: Path, colour: str) -> None:
    profile = load(write(tmp_path, ("#0058ad", colour))).profile
    assert profile.theme_colours()["accent"] == colour
    for ground in profile.tints().values():
        assert contrast(colour, ground) >= 4.5, "headings stand on it"
        assert luminance(ground) > 0.75


def test_without_an_accent_the_grounds_stay_the_themes(tmp_path: Path) -> None:
    assert load(write(tmp_path, ('colours: {accent: "#0058ad", badge: "#004B93"}\n', ""))).profile.tints() == {}
