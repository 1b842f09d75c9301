from pathlib import Path

from tests.cli.runner import run

PROFILE = Path(__file__).parents[2] / "examples" / "clinic" / "clinic.yaml"


def test_audit_reports() -> None:
    shown = run("audit", "leaflet", "foot", "--profile", PROFILE, "--fold", "tri", "--strict").stdout
    assert shown.startswith("Foot: ")
    for standard in ("PEMAT-P", "CDC Index", "Reading", "Clear print", "PIF TICK"):
        assert f"\n{standard}: " in shown
    assert "  ask " in shown


def test_strict_has_a_bar(tmp_path: Path) -> None:
    (tmp_path / "leaflet.xml.j2").write_text(
        '<document title="{{ title }}"><page minimum="12" maximum="12"><h1>{{ title }}</h1></page></document>'
    )
    words = ("audit", "leaflet", "foot", "--emergency", "999", "--templates", tmp_path)
    assert "FAIL" in run(*words).stdout
    run(*words, "--strict", code=1)


def test_audit_needs_what_the_leaflet_needs() -> None:
    assert "[no-emergency-number]" in run("audit", "leaflet", "foot", code=2).stderr
