"""`valuechain nulmeting`: the baseline measurement, as tables and a page."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from valuechain.cli._options import home_option, lang_option, overlay_option, trusted_option

if TYPE_CHECKING:
    from valuechain.texts.languages import Lang


@click.command(name="nulmeting")
@click.argument("model", required=False, type=click.Path(path_type=Path))
@home_option
@trusted_option
@lang_option
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    default=Path("nulmeting"),
    show_default=True,
    help="Folder for tables, manifest and page; an earlier result there is replaced at the end.",
)
@overlay_option
@click.option("--quick", is_flag=True, help="Leave out the strict and lenient importance rules.")
@click.option("--brief", is_flag=True, help="Write two pages for a director too: brief.html.")
def command(
    model: Path | None,
    home: str | None,
    trusted: str | None,
    lang: "Lang",
    out: Path,
    overlays: tuple[Path, ...],
    quick: bool,
    brief: bool,
) -> None:
    """Measure on whom home depends: which uses, how fast, how deep, and on what evidence.

    MODEL is the root file of a model; the shipped model of the AI stack if left out. PLACES are
    ISO 3166-1 alpha-3 codes or groups of the model, separated by commas: NLD, EU27, "NLD,BEL".
    """
    from valuechain.cli._progress import shown
    from valuechain.files import load, shipped_model
    from valuechain.questions.nulmeting.screen import summary
    from valuechain.questions.nulmeting.study import nulmeting
    from valuechain.report.html import nulmeting_brief, nulmeting_page
    from valuechain.results.folder import check_folder
    from valuechain.vocab.words import RULES

    loaded = load(model or shipped_model(), overlays)
    check_folder(out)
    for line in loaded.log:
        click.echo(line, err=True)
    with shown() as show:
        base = nulmeting(
            loaded.model,
            home=home,
            trusted=trusted,
            rules=RULES[:1] if quick else RULES,
            overlays=loaded.log,
            progress=show,
        )
    documents = {"nulmeting.html": nulmeting_page(base, model=loaded.model, lang=lang)}
    if brief:
        documents["brief.html"] = nulmeting_brief(base, model=loaded.model, lang=lang)
    base.write(out, documents=documents)
    click.echo(summary(base, loaded.model, lang=lang))
    click.echo("\n" + "\n".join(str(out / name) for name in documents))
