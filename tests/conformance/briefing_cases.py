"""The same for briefings."""

from unittest.mock import patch

from tests.conformance.analysis_cases import case
from valuechain.documents.briefing import asked_of, check_tools, notebook_of, refuse_stopped


def with_tools(found: object) -> object:
    """What runs notebooks, looked for where it is or is not."""
    with patch("valuechain.documents.briefing.importlib.util.find_spec", lambda _: found):
        check_tools()
    return True


def ended(*outputs: dict[str, str]) -> object:
    """A notebook that was run."""
    refuse_stopped("first-look", [{"outputs": list(outputs)}])
    return True


case("VA527", lambda _: notebook_of("frist-look"), lambda _: notebook_of("first-look"))
case(
    "VA528",
    lambda _: asked_of(notebook_of("first-look"), {"hoem": "NLD"}),
    lambda _: asked_of(notebook_of("first-look"), {"home": "NLD"}),
)
case("VA529", lambda _: with_tools(None), lambda _: with_tools("there"))
case(
    "VA530",
    lambda _: ended({"output_type": "error", "ename": "KeyError", "evalue": "'gold'"}),
    lambda _: ended({"output_type": "stream"}),
)
