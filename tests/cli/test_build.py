from pathlib import Path

from tests.cli.runner import run

CARD = "schema: 1\noutputs:\n  - {product: card, routines: [foot], size: A6}\n"


def written(folder: Path, text: str) -> Path:
    path = folder / "job.yaml"
    path.write_text(text)
    return path


def test_build_makes_and_keeps(tmp_path: Path) -> None:
    job = written(tmp_path, CARD)
    assert "made, 1 page" in run("build", job).stdout
    assert (tmp_path / "out" / "card_foot_en_A6.pdf").read_bytes().startswith(b"%PDF")
    assert "up to date" in run("build", job).stdout
    assert "1 made." in run("build", job, "--force").stdout


def test_out_folder(tmp_path: Path) -> None:
    run("build", written(tmp_path, CARD), "--out", tmp_path / "a" / "b")
    assert (tmp_path / "a" / "b" / "card_foot_en_A6.pdf").is_file()


def test_a_failing_output_ends_with_its_code(tmp_path: Path) -> None:
    job = written(tmp_path, CARD + "  - {product: card, routines: [foot], size: [CR80]}\n")
    result = run("build", job, code=4)
    assert "1 made, 1 failed." in result.stdout
    assert "card_foot_en_CR80.pdf: Error:" in result.stderr
    assert "[does-not-fit]" in result.stderr


def test_mistakes_in_the_job(tmp_path: Path) -> None:
    result = run("build", written(tmp_path, CARD.replace("foot", "foott")), code=3)
    assert "job.yaml:3:" in result.stderr
    assert "[unknown-routine]" in result.stderr
    assert not (tmp_path / "out").exists()


def test_no_job_file(tmp_path: Path) -> None:
    assert "[no-such-file]" in run("build", tmp_path / "none.yaml", code=3).stderr


def test_strict_makes_an_overdue_review_an_error(tmp_path: Path) -> None:
    (tmp_path / "clinic.yaml").write_text(
        'schema: 1\nname: X\nemergency: {ambulance: "999"}\nissued: 2020-01-01\nreview_by: 2021-01-01\n'
    )
    job = written(tmp_path, "schema: 1\nprofile: clinic.yaml\noutputs:\n  - {product: leaflet, routines: [foot]}\n")
    assert "[review-past]" in run("build", job).stderr
    assert "[review-past]" in run("build", job, "--strict", code=3).stderr


def test_a_warning_of_several_files_is_told_once(tmp_path: Path) -> None:
    (tmp_path / "mine/routine").mkdir(parents=True)
    cards = "".join(f"  - {{product: card, routines: [foot], size: {size}}}\n" for size in ("A5", "A6"))
    (tmp_path / "job.yaml").write_text(f"schema: 1\ncontent: mine\noutputs:\n{cards}", encoding="utf-8")
    result = run("build", "job.yaml", cwd=tmp_path)
    assert result.stderr.count('did you mean "routines"?') == 1
