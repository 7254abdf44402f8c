"""Trade rows from CSV: unknown stays unknown, and every mistake with its place."""

import pytest

from valuechain.errors import FileProblems
from valuechain.exchange.trade import read_trade

TRADE = """year,product,flow,partner,amount
2022,gallium,import,CHN,90
2022,gallium,import,DEU,10
2022,gallium,export,USA,5
2023,gallium,import,CHN,80
2023,gallium,import,DEU,c
2023,gallium,export,USA,5
2024,gallium,import,CHN,95
2024,gallium,import,DEU,5
2024,gallium,export,USA,1
2024,photoresist,import,JPN,
2024,photoresist,export,DEU,3
"""


def test_trade_rows_and_their_unknowns(tmp_path):
    path = tmp_path / "trade.csv"
    path.write_text(TRADE, encoding="utf-8")
    rows = read_trade(path, products=("gallium", "photoresist"))
    assert len(rows) == 11
    assert [row.amount for row in rows if row.partner == "DEU"] == [10, None, 5, 3]


MANY_WRONG = """year,product,flow,partner,amount
22,gallium,import,CHN,1
2022,cheese,import,CHN,1
2022,gallium,theft,CHN,1
2022,gallium,import,CN,1
2022,gallium,import,NLD,1
2022,gallium,import,CHN,nan
2022,gallium,import,CHN,-1
2022,gallium,import,USA,1
2022,gallium,import,USA,1
2022,gallium
"""


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("year,product,flow,partner\n", ["1:1 VA716"]),
        ("year,product,flow,partner,amount,extra\n", ["1:6 VA716"]),
        ("year,product,flow,partner,amount\n", ["0:0 VA710"]),
        (
            MANY_WRONG,
            [
                "2:1 VA717",
                "3:2 VA717",
                "4:3 VA717",
                "5:4 VA717",
                "6:4 VA717",
                "7:5 VA717",
                "8:5 VA717",
                "10:1 VA717",
                "11:1 VA717",
            ],
        ),
    ],
    ids=["column missing", "column unknown", "empty", "all at once"],
)
def test_wrong_trade_is_said_at_once_with_its_place(tmp_path, text, wanted):
    path = tmp_path / "trade.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(FileProblems) as caught:
        read_trade(path, products=("gallium",), home=("NLD",))
    said = [f"{p.place.line}:{p.place.column} {p.code}" for p in caught.value.problems]
    assert said == wanted


def test_an_amount_that_could_be_a_thousandth_of_itself_is_refused(tmp_path):
    path = tmp_path / "trade.csv"
    path.write_text(
        "year,product,flow,partner,amount\n2024,gallium,import,CHN,1.900\n"
        "2024,gallium,import,USA,100\n",
        encoding="utf-8",
    )
    with pytest.raises(FileProblems, match=r"2:5: VA717 amount is 1\.900, and nothing"):
        read_trade(path, products=("gallium",))
