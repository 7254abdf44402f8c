"""What is odd in a foreign table is said, and defaults that were taken are named."""

import json
from pathlib import Path

from click.testing import CliRunner

from valuechain import open as open_result
from valuechain.cli import main

TINY = Path(__file__).parents[3] / "models" / "tiny.yaml"
NEGATIVE = "sector;a;b;final\na;30;10;90\nb;140;2;-26\n"


def run(*words):
    return CliRunner().invoke(main, [str(word) for word in words])


def table(folder, text):
    path = folder / "flows.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_how_a_table_was_read_and_negative_value_added_are_said(tmp_path):
    path = table(tmp_path, NEGATIVE)
    answer = run("lookthrough", "--table", path, "--out", tmp_path / "out", "--lang", "en")
    assert answer.exit_code == 0, answer.output
    warnings = open_result(tmp_path / "out").warnings
    assert any("semicolon" in one for one in warnings), warnings
    assert any("value added is negative in a" in one for one in warnings), warnings
    for one in warnings:
        assert one in answer.stderr


def test_outputs_that_miss_their_sum_are_taken_on_request(tmp_path):
    path = table(tmp_path, "sector,a,b,final,output\na,1.5,2.5,6.5,11.5\nb,2.5,1.5,6.5,10.5\n")
    refused = run("lookthrough", "--table", path)
    assert refused.exit_code == 2
    assert "--rescale" in refused.stderr
    taken = run("lookthrough", "--table", path, "--rescale", "--lang", "en")
    assert taken.exit_code == 0, taken.output
    assert "as was asked" in taken.stderr
    assert run("lookthrough", "--model", TINY, "--rescale").exit_code == 2


def test_defaults_that_were_taken_are_named_in_the_manifest(tmp_path):
    text = TINY.read_text(encoding="utf-8")
    start, end = text.index("\nparameters:"), text.index("\nthresholds:")
    path = tmp_path / "model.yaml"
    path.write_text(text[:start] + text[end:], encoding="utf-8")
    out = tmp_path / "out"
    answer = run("survival", "--model", path, "--out", out)
    assert answer.exit_code == 0, answer.output
    told = json.loads((out / "manifest.json").read_text(encoding="utf-8"))["model"]["defaults"]
    assert {"parameters.important_effect", "parameters.minor_effect"} <= set(told)
    assert open_result(out).provenance.defaults == tuple(told)
