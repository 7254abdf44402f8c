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
