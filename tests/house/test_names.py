"""Names and signatures that others see: the words of the method, and keywords after two."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.house.checkout import PACKAGE, ROOT, hold, package_files, tree
from tests.house.test_imports import at_start

# Each has a word of its own here: producer, link, share, figure, use, supplier ...
BANNED = {"data", "edge", "info", "node", "parent", "target", "value", "weight"}
BANNED |= {f"{word}s" for word in BANNED}
MOST_BY_PLACE = 2

Function = ast.FunctionDef | ast.AsyncFunctionDef


def public(items: list[ast.stmt]) -> Iterator[ast.ClassDef | Function]:
    """Public classes, functions and methods of public classes; not what Python itself names."""
    for item in items:
        if isinstance(item, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            if item.name.startswith("_"):
                continue
            yield item
            if isinstance(item, ast.ClassDef):
                yield from public(item.body)


def by_place(function: Function) -> list[str]:
    """Names of the parameters that may be given by place."""
    given = [argument.arg for argument in (*function.args.posonlyargs, *function.args.args)]
    return given[1:] if given[:1] in (["self"], ["cls"]) else given


def banned_names(module: ast.Module) -> list[str]:
    """Public names that are one of the banned words."""
    found = []
    for item in public(module.body):
        words = {item.name}
        if not isinstance(item, ast.ClassDef):
            words |= {*by_place(item), *(argument.arg for argument in item.args.kwonlyargs)}
        found += [f"{item.name}: {word}" for word in sorted(words) if word.lower() in BANNED]
    return found


def crowded(module: ast.Module) -> list[str]:
    """Public functions that take more than two things by place."""
    functions = (item for item in public(module.body) if not isinstance(item, ast.ClassDef))
    return [item.name for item in functions if len(by_place(item)) > MOST_BY_PLACE]


def test_a_banned_name_is_seen() -> None:
    assert banned_names(ast.parse("def f(node): pass")) == ["f: node"]
    assert banned_names(ast.parse("class Edge:\n    def m(self, *, data): pass")) == [
        "Edge: Edge",
        "m: data",
    ]
    assert banned_names(ast.parse("def datapackage(value_eur): pass\ndef _f(node): pass")) == []


def test_a_crowded_signature_is_seen() -> None:
    assert crowded(ast.parse("def f(a, b, c): pass\ndef g(a, b, *, c): pass")) == ["f"]


def test_public_names_are_words_of_the_method() -> None:
    found = {path: banned_names(tree(path)) for path in package_files()}
    hold(found, f"public names are none of {', '.join(sorted(BANNED))}")


def test_public_functions_take_keywords_after_the_second_parameter() -> None:
    # click hands everything over by name.
    paths = [path for path in package_files() if not path.is_relative_to(PACKAGE / "cli")]
    found = {path: crowded(tree(path)) for path in paths}
    hold(found, "put a * after the second parameter")


LEAST_BY_NAME = 5e-4
"""A number below this is a tolerance: it stands in `vocab/tolerances.py`, with what it means."""


def tolerances(module: ast.Module) -> list[str]:
    """Numbers so small that they can only say how near is equal."""
    return [
        f"line {one.lineno}: {one.value!r}"
        for one in ast.walk(module)
        if isinstance(one, ast.Constant)
        and isinstance(one.value, float)
        and 0 < abs(one.value) < LEAST_BY_NAME
    ]


def test_a_tolerance_is_seen() -> None:
    assert tolerances(ast.parse("x > 1 - 1e-9\ny = 0.0005")) == ["line 1: 1e-09"]


def test_tolerances_are_named_once() -> None:
    home = PACKAGE / "vocab" / "tolerances.py"
    assert len(tolerances(tree(home))) > 8
    found = {path: tolerances(tree(path)) for path in package_files() if path != home}
    hold(found, "a tolerance has a name and a meaning in valuechain/vocab/tolerances.py")


def named_types(module: ast.Module) -> list[str]:
    """Classes wherever they stand, and the names that a module gives to types."""
    found = [item.name for item in ast.walk(module) if isinstance(item, ast.ClassDef)]
    for item in at_start(module):
        if isinstance(item, ast.AnnAssign) and "TypeAlias" in ast.dump(item.annotation):
            found.append(ast.unparse(item.target))
        if isinstance(item, ast.Assign) and isinstance(item.targets[0], ast.Name):
            called = item.targets[0].id
            # A type is written like a class: a capital first, and not capitals only.
            if called.lstrip("_")[:1].isupper() and not called.isupper():
                found.append(called)
    return found


def test_a_named_type_is_seen() -> None:
    code = "class Apple:\n    class Pip: pass\nPear = list[int]\n_Fig = TypeVar('_Fig')\nA_B = 1\n"
    code += "Nut: TypeAlias = int"
    assert sorted(named_types(ast.parse(code))) == ["Apple", "Nut", "Pear", "Pip", "_Fig"]


def test_no_type_name_stands_for_two_things() -> None:
    """Who looks up a type by its name finds one."""
    where: dict[str, list[Path]] = {}
    for path in package_files():
        for found in named_types(tree(path)):
            where.setdefault(found, []).append(path)
    twice = {
        paths[0]: [f"{found}: {len(paths)} times"] for found, paths in where.items() if paths[1:]
    }
    hold(twice, "one name, one type: rename one of them, or import it")


NOUNS_OF_THE_HOUSE = frozenset(
    re.findall(
        r"\w+",
        "aim attribution batches brief briefing cell certainty chapter chapters chart consequence "
        "content counterparts decisive dialect directory docx dot eucrm2023 executors facilities "
        "facts gate geography grid ink keypaths labels listing lump main map matrix obligations "
        "observations outsider outsiders pdf plot pptx ranking reader sense settings sheets "
        "sureness svg tabular teller template validate versions views xlsx",
    )
)
"""Words in names of modules that neither the method nor the glossary needs."""
NOUNS_IN_ING = ("briefing", "listing", "ranking", "nulmeting")


def test_modules_are_named_by_what_they_hold() -> None:
    """A module holds things; what it does with them is what its functions are called."""
    doing = {
        path: [path.stem]
        for path in package_files()
        if path.stem.endswith("ing") and not path.stem.endswith(NOUNS_IN_ING)
    }
    hold(doing, "a module is named by a noun")


def documented() -> set[str]:
    """Words of the method, the glossary and the picture of the house."""
    pages = (ROOT / f"docs/{name}.md" for name in ("architecture", "glossary", "method"))
    text = " ".join(page.read_text(encoding="utf-8").lower() for page in pages)
    return set(re.findall(r"[a-z]+", text))


def unheard(stem: str, known: set[str]) -> list[str]:
    """Words of the name of a module that are none of those known, in singular or plural."""
    forms = {one: {one, f"{one}s", one.removesuffix("s")} for one in stem.split("_") if one}
    return [one for one, alike in forms.items() if not alike & known]


def test_an_unheard_word_is_seen() -> None:
    assert unheard("cut_sets", {"cut", "set"}) == []
    assert unheard("_dream", {"cut"}) == ["dream"]


def test_modules_are_named_with_words_of_the_method() -> None:
    known = documented() | NOUNS_OF_THE_HOUSE
    found = {path: unheard(path.stem, known) for path in package_files()}
    hold(found, "name it by a word of the glossary, or add the word to NOUNS_OF_THE_HOUSE")


def test_nouns_of_the_house_are_used() -> None:
    used = {one for path in package_files() for one in path.stem.split("_")}
    assert sorted(NOUNS_OF_THE_HOUSE - used) == []


DUTCH = frozenset(
    re.findall(
        r"\w+",
        "alle deze een eigen geen grootste het kleinste leverancier maar naar niet soort "
        "toepassing uit verlies voor waarvan welke wordt worden zijn zonder",
    )
)
"""Words that no English sentence has and hardly any Dutch one does without."""


IN_A_FILE = re.compile(r"\bnl: [^,}\n]*")
"""What an example of a file says in Dutch."""
READS_DUTCH = PACKAGE / "exchange" / "flow_tables.py"
"""Tables of others have headings in Dutch."""


def dutch(module: ast.Module) -> list[str]:
    """Dutch sentences of a module, but for what its docstrings show as examples."""
    documented = {
        id(item.value)
        for item in ast.walk(module)
        if isinstance(item, ast.Expr) and isinstance(item.value, ast.Constant)
    }
    return [
        f"line {item.lineno}: {item.value[:40]!r}"
        for item in ast.walk(module)
        if isinstance(item, ast.Constant)
        and isinstance(item.value, str)
        and id(item) not in documented
        and DUTCH & set(re.findall(r"[a-z]+", IN_A_FILE.sub("", item.value.lower())))
    ]


def has_words(path: Path) -> bool:
    """Whether a file is there for sentences: of words, of texts, or of what columns mean."""
    text = path.read_text(encoding="utf-8")
    contract = re.search(r"valuechain\.results\.(contract|columns)\b", text) is not None
    columns = path == PACKAGE / "results" / "columns.py"
    return "words" in path.stem or path.parent.name == "texts" or contract or columns


def test_dutch_is_seen() -> None:
    code = '"""Een voorbeeld."""\nx = "Geen verlies"\ny = "no loss"'
    assert dutch(ast.parse(code)) == ["line 2: 'Geen verlies'"]


def test_dutch_stands_in_words_texts_and_contracts_only() -> None:
    """Who translates the house, or mends a sentence, knows where sentences are."""
    found = {path: dutch(tree(path)) for path in package_files() if not has_words(path)}
    del found[READS_DUTCH]
    hold(found, "put the sentence in words.py of its question, or in texts/")
