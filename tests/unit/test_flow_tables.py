"""Input-output tables from CSV: every form of the format, and every mistake with its place."""

import numpy as np
import pytest

from valuechain.errors import AnalysisError, FileProblems
from valuechain.exchange.flow_tables import asked_about, read_flows, read_groups

GOOD = "sector,a,b,final demand\na,150,500,350\nb,200,100,1700\n"


@pytest.fixture
def write(tmp_path):
    def to_file(text, name="table.csv"):
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    return to_file


def problems(read):
    with pytest.raises(FileProblems) as caught:
        read()
    return [(p.place.line, p.place.column, p.code, p.message) for p in caught.value.problems]


def test_output_is_sales_plus_final_demand(write):
    found = read_flows(write(GOOD))
    assert (found.names, found.countries) == (("a", "b"), None)
    assert found.flows.tolist() == [[150, 500], [200, 100]]
    assert found.output.tolist() == [1000, 2000]


@pytest.mark.parametrize(
    "text",
    [
        "s,a,b,Output\na,150,500,1000\nb,200,100,2000\n",
        "s,a,b\na,150,500\nb,200,100\noutput,1000,2000\n",
        "\ufeff# M & B\ns;a;b;final: x;final: y\n\na;150;500;350,0;0\nb;2E2;100;1800;-100\n",
        's,b,a,output\n"a",500,150,1000\n"b",100,200,2000\n',
        GOOD.replace("final demand", "final").replace("\n", "\r\n"),
    ],
    ids=["column", "row", "semicolons and two finals", "columns in another order", "line ends"],
)
def test_the_same_table_in_other_forms(write, text):
    found = read_flows(write(text))
    order = [found.names.index(name) for name in ("a", "b")]
    assert found.flows[order].tolist() in ([[150, 500], [200, 100]], [[500, 150], [100, 200]])
    assert found.flows[np.ix_(order, order)].tolist() == [[150, 500], [200, 100]]
    assert found.output[order].tolist() == [1000, 2000]


def test_countries_stand_in_a_column_or_a_row(write):
    column = read_flows(write("s,country,a,b,final\na,NLD,1,1,9\nb,CHN,1,1,9\n"))
    row = read_flows(write("s,a,b,final\na,1,1,9\nb,1,1,9\ncountry,NLD,CHN,\n"))
    assert column.countries == row.countries == ("NLD", "CHN")


def test_coefficients_need_no_output(write):
    found = read_flows(write("s,a,b\na,0.15,0.25\nb,0.2,0.05\n"), coefficients=True)
    assert found.output is None


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("", [(0, 0, "VA710")]),
        ("# nothing\n\n", [(0, 0, "VA710")]),
        (b"s,a\na,\xff\n", [(2, 1, "VA710")]),
        ('s,a\na,"1\n', [(2, 1, "VA710")]),
        ("s\n", [(0, 0, "VA711")]),
        ("s,a,b\na,1\nb,1,1\n", [(2, 1, "VA711")]),
        ("s,a,b,final\na,1,1,9\nc,1,1,9\n", [(1, 3, "VA711"), (3, 1, "VA711")]),
        ("s,a,a,final\na,1,1,9\n", [(1, 3, "VA711")]),
        ("s,a,,final\na,1,1,9\n,1,1,9\n", [(1, 3, "VA711"), (3, 1, "VA711")]),
        (
            "s,a,b,final\na,-1,nan,9\nb,x,inf,9\n",
            [(2, 2, "VA712"), (2, 3, "VA712"), (3, 2, "VA712"), (3, 3, "VA712")],
        ),
        ("s;a;final\na;1.234,5;9\n", [(2, 2, "VA712")]),
        ("s,a,b,final\na,1,,9\nb,1,1,?\n", [(2, 3, "VA712"), (3, 4, "VA712")]),
        ("s,a,b\na,1,1\nb,1,1\n", [(0, 0, "VA713")]),
        ("s,a,output\na,5,4\n", [(2, 3, "VA713")]),
        ("s,a,output,final\na,5,9,5\n", [(2, 3, "VA713")]),
        ("s,a,output\na,5,9\noutput,8\n", [(3, 1, "VA711")]),
        ("s,a,output\na,5,9\noutput,8,\n", [(3, 2, "VA713")]),
        ("s,a,output,country\na,5,9,\n", [(2, 4, "VA714")]),
    ],
)
def test_what_is_wrong_is_said_with_its_place(write, text, wanted):
    path = write(text)
    assert [one[:3] for one in problems(lambda: read_flows(path))] == wanted


def test_many_mistakes_are_counted_not_all_listed(write):
    names = [f"s{n}" for n in range(12)]
    rows = [",".join(["s", *names, "final"])]
    rows += [",".join([name, *["x"] * 12, "1"]) for name in names]
    path = write("\n".join(rows))
    found = problems(lambda: read_flows(path))
    assert len(found) == 51
    assert "94 problems more" in found[-1][3]


def test_a_missing_file_and_a_folder_are_refused(tmp_path):
    assert problems(lambda: read_flows(tmp_path / "no.csv"))[0][2] == "VC001"
    assert problems(lambda: read_flows(tmp_path))[0][2] == "VC001"


def test_groups_of_sectors(write):
    path = write("sector,group\nb,CHN\na,NLD\n", "groups.csv")
    assert read_groups(path, ("a", "b")) == ("NLD", "CHN")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("sector,group\na,X\n", [(0, 0)]),
        ("sector,group\na,X\nb\nc,X\na,Y\n", [(3, 1), (4, 1), (5, 1)]),
    ],
)
def test_wrong_groups(write, text, wanted):
    path = write(text, "groups.csv")
    found = problems(lambda: read_groups(path, ("a", "b")))
    assert [one[:2] for one in found] == wanted
    assert {one[2] for one in found} == {"VA714"}


def test_asked_about_sectors_or_groups():
    names, groups = ("a", "b", "c"), ("NLD", "CHN", "NLD")
    assert asked_about(names, (), groups=groups) is None
    assert asked_about(names, ("NLD", "a"), groups=groups) == ("a", "c")
    with pytest.raises(AnalysisError, match="VA715"):
        asked_about(names, ("d",), groups=None)


DUTCH = "sector;landbouw;industrie;finale vraag\nlandbouw;150;500;350\nindustrie;200;100;{}\n"


def test_a_mark_that_could_part_thousands_is_refused_and_named(write):
    found = problems(lambda: read_flows(write(DUTCH.format("1.700"))))
    assert [one[:3] for one in found] == [(3, 4, "VA712")]
    assert "1.700, and the decimal mark of this table is a comma" in found[0][3]
    assert read_flows(write(DUTCH.format("1700,0"))).output.tolist() == [1000, 2000]
    # The numbers themselves say that the point is the decimal mark.
    mixed = DUTCH.format("1700.5").replace("350", "350.25")
    assert read_flows(write(mixed)).output.tolist() == [1000.25, 2000.5]
    assert "decimal point" in read_flows(write(mixed)).notes[0]
    # Between commas 1.700 is a decimal only where another number shows it.
    unsure = GOOD.replace("1700", "1.700")
    assert [one[:3] for one in problems(lambda: read_flows(write(unsure)))] == [(3, 4, "VA712")]
    assert read_flows(write(unsure.replace("350", "0.35"))).output[1] == 301.7


@pytest.mark.parametrize(
    "text",
    [
        (
            "s,a,b,final demand,total\na,150,500,350,1000\nb,200,100,1700,2000\n"
            "total,350,600,2050,3000\n"
        ),
        (
            "s;a;b;Totaal;finale vraag\na;150;500;650;350\nb;200;100;300;1700\n"
            "Totaal;350;600;950;2050\n"
        ),
        "s,a,b,x,final\na,150,500,650,350\nb,200,100,300,1700\nx,350,600,950,2050\n",
    ],
    ids=["named", "named in Dutch", "by its numbers"],
)
def test_a_total_is_no_sector(write, text):
    assert {one[2] for one in problems(lambda: read_flows(write(text)))} == {"VA719"}


def test_a_total_of_final_demand_is_not_added_to_its_parts(write):
    text = "s,a,b,final h,final g,final total\na,150,500,300,50,350\nb,200,100,1500,200,1700\n"
    assert [one[:3] for one in problems(lambda: read_flows(write(text)))] == [(1, 6, "VA719")]
    assert read_flows(write(GOOD.replace("final demand", "final total"))).output[0] == 1000


def test_negative_value_added_is_named(write):
    text = "s,agriculture,industry,final\nagriculture,150,500,0\nindustry,700,100,5000\n"
    notes = read_flows(write(text)).notes
    assert any("negative in agriculture (-200 of 650)" in note for note in notes)
    assert not any("negative" in note for note in read_flows(write(GOOD)).notes)


def test_printed_rounding_is_allowed_and_said_and_more_only_on_request(write):
    rounded = "s,a,b,final,output\na,150.1,500.1,350.1,1000.2\nb,200.0,100.0,1700.0,2000.0\n"
    found = read_flows(write(rounded))
    assert found.output.tolist() == pytest.approx([1000.3, 2000])
    assert any("rounding" in note for note in found.notes)
    off = rounded.replace("1000.2", "1010.2")
    assert [one[2] for one in problems(lambda: read_flows(write(off)))] == ["VA713"]
    mended = read_flows(write(off), rescale=True)
    assert mended.output[0] == pytest.approx(1000.3)
    assert any("1010.2" in note for note in mended.notes)
    whole = rounded.replace(".1", "").replace(".0", "").replace("1000.2", "1001")
    assert [one[2] for one in problems(lambda: read_flows(write(whole)))] == ["VA713"]


def test_countries_that_differ_by_capitals_are_refused(write):
    text = "sector,country,a,b,c,final\na,NLD,10,20,5,65\nb,nld,10,10,5,75\nc,Nld,5,5,5,85\n"
    wanted = [(3, 2, "VA714"), (4, 2, "VA714")]
    assert [one[:3] for one in problems(lambda: read_flows(write(text)))] == wanted


def test_a_table_is_larger_than_a_model_may_be(write, monkeypatch):
    from valuechain.exchange import sheets

    text = GOOD + "\n" * (33 * 2**20)
    assert read_flows(write(text)).names == ("a", "b")
    monkeypatch.setattr(sheets, "MOST_BYTES", 10)
    (found,) = problems(lambda: read_flows(write(GOOD)))
    assert found[2] == "VC002"
    with pytest.raises(FileProblems, match="Add up sectors"):
        read_flows(write(GOOD))
