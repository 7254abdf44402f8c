"""`valuechain nulmeting`: the baseline measurement, as tables and a page."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from valuechain.cli._options import (
    home_option,
    lang_option,
    overlay_option,
    seen_by_home,
    trusted_option,
)

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
def command(
    model: Path | None,
    home: str | None,
    trusted: str | None,
    lang: "Lang",
    out: Path,
    overlays: tuple[Path, ...],
    quick: bool,
) -> None:
    """Measure on whom home depends: which uses, how fast, how deep, and on what evidence.

    MODEL is the root file of a model; the shipped model of the AI stack if left out. PLACES are
    ISO 3166-1 alpha-3 codes or groups of the model, separated by commas: NLD, EU27, "NLD,BEL".
    """
    from valuechain.cli._progress import shown
    from valuechain.files import load, shipped_model
    from valuechain.report import nulmeting_page, summary
    from valuechain.results.folder import check_folder
    from valuechain.studies.nulmeting import nulmeting
    from valuechain.vocab.words import RULES

    loaded = seen_by_home(load(model or shipped_model(), overlays), home)
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
    page = nulmeting_page(base, model=loaded.model, lang=lang)
    base.write(out, documents={"nulmeting.html": page})
    click.echo(summary(base, loaded.model, lang=lang))
    click.echo(f"\n{out / 'nulmeting.html'}")
