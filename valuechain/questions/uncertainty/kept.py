"""A question kept beside its ensemble, so that it can be asked again by name."""

import json
from collections.abc import Mapping

from valuechain.ensembles.store import Stored
from valuechain.errors import AnalysisError
from valuechain.files import dump, load_scenario_text, load_text
from valuechain.files.loaded import digest as digest_of
from valuechain.questions.uncertainty.headline import HeadlineQuestion
from valuechain.shocks.removals import Removal

_MODEL, _QUESTION = "model.yaml", "question.json"


def about(question: HeadlineQuestion) -> Mapping[str, object]:
    """What a stored ensemble says of the question it answers."""
    return {
        "model": {
            "id": question.model.id,
            "digest": digest_of(question.model),
            "as_of": question.model.as_of.isoformat(),
        },
        "home": list(question.home),
        "trusted": list(question.trusted),
        "seed": question.seed,
    }


def question_files(question: HeadlineQuestion) -> dict[str, bytes]:
    """The model and the question, as files that are kept beside the draws."""
    asked = {
        "home": question.home,
        "trusted": question.trusted,
        "uses": question.uses,
        "limit": question.limit,
        "only_classes": question.only_classes,
        "rule": question.rule,
        "seed": question.seed,
        "removals": [
            {
                "kind": one.kind,
                "removed": one.removed,
                "attribute": one.attribute,
                "mode": one.mode,
                "members": sorted(one.members),
                "product": one.product,
            }
            for one in question.removals
        ],
        "scenarios": [dump(one) for one in question.scenarios],
    }
    return {
        _MODEL: dump(question.model).encode(),
        _QUESTION: f"{json.dumps(asked, indent=1, sort_keys=True)}\n".encode(),
    }


def kept_question(one: Stored) -> HeadlineQuestion:
    """Read the question that a stored ensemble answers.

    Raises
    ------
    AnalysisError
        VA726: the question is damaged, or not the one that the manifest names.
    """
    try:
        asked = json.loads((one.folder / _QUESTION).read_text(encoding="utf-8"))
        model = load_text((one.folder / _MODEL).read_text(encoding="utf-8"), _MODEL).model
        question = HeadlineQuestion(
            model,
            tuple(asked["home"]),
            tuple(asked["trusted"]),
            tuple(asked["uses"]),
            tuple(
                Removal(**{**row, "members": frozenset(row["members"])})
                for row in asked["removals"]
            ),
            scenarios=tuple(
                load_scenario_text(text, model=model).scenario for text in asked["scenarios"]
            ),
            limit=asked["limit"],
            only_classes=asked["only_classes"],
            rule=asked["rule"],
            seed=asked["seed"],
        )
    except (OSError, ValueError, KeyError, TypeError) as found:
        raise _damaged(one, str(found)) from None
    if question.digest != one.manifest["measure"]:
        raise _damaged(one, "it is another question than the manifest says")
    return question


def _damaged(one: Stored, why: str) -> AnalysisError:
    return AnalysisError(
        "VA726",
        f"the question of ensemble {one.name} cannot be asked again: {why}.",
        f"Remove it: valuechain ensembles remove {one.name}",
    )
