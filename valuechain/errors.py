"""Problems in files: their place, their stable code and what to do about them."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where in a file: line and column count from 1; line 0 means the file as a whole."""

    path: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}" if self.line else self.path


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One mistake: its place, code, the key path it concerns, what is wrong, what to do."""

    place: Place
    code: str
    keys: str
    message: str
    remedy: str = ""

    def __str__(self) -> str:
        keys = f" {self.keys}:" if self.keys else ""
        remedy = f" {self.remedy}" if self.remedy else ""
        return f"{self.place}: {self.code}{keys} {self.message}{remedy}"


class FileProblems(ValueError):
    """All problems of the first phase of reading that found any."""

    def __init__(self, problems: "tuple[Problem, ...]") -> None:
        self.problems: Final = problems
        super().__init__("\n".join(str(problem) for problem in problems))


class AnalysisError(Exception):
    """A question that cannot be answered: a code, what is wrong and what to do."""

    def __init__(self, code: str, message: str, remedy: str = "") -> None:
        self.code: Final = code
        self.message: Final = message
        self.remedy: Final = remedy
        super().__init__(f"{code} {message} {remedy}".rstrip())


CATALOGUE: Final[dict[str, tuple[str, str]]] = {
    # the file itself
    "VC001": ("file cannot be read", "A path must name a readable, ordinary file."),
    "VC002": ("file too large", "A file has at most 32 MiB, a model at most 500 files."),
    "VC003": ("empty file", "A file holds a mapping; comments alone do not count."),
    "VC004": ("not UTF-8", "Files are UTF-8 text without a byte order mark."),
    "VC005": ("control character", "Files hold printable text, spaces and line ends only."),
    "VC006": ("tab", "A file holds no tabs; editors can put spaces in their place."),
    "VC007": ("not a mapping at the top", "A file starts with keys, not with a list or a value."),
    "VC008": ("version missing or unknown", "The first key of a file is `schema: valuechain/1`."),
    "VC009": ("version of the future", "A newer format needs a newer valuechain."),
    # countries and groups
    "VC010": ("alpha-2 code", "Countries are ISO 3166-1 alpha-3 codes, in capitals."),
    "VC011": ("group where a country is needed", "Some keys ask for single countries."),
    "VC012": ("unknown country", "Countries are ISO 3166-1 alpha-3 codes, in capitals."),
    "VC013": ("unknown group", "A group is listed under `groups:`."),
    "VC014": ("country where a group is needed", "A single country is written as a list of one."),
    "VC015": ("group named like a country", "A group's name is no country code."),
    "VC016": ("empty group", "A group has members."),
    "VC017": ("same country twice", "A list of countries names each once."),
    # YAML
    "VC020": ("not YAML", "The text breaks the rules of YAML."),
    "VC021": ("tag or directive", "Files hold plain YAML: nothing in them is executed."),
    "VC022": ("anchor, alias or merge key", "What is meant twice is written twice."),
    "VC023": ("nested too deep", "A file is nested at most 32 levels deep."),
    "VC024": ("several documents", "One file holds one document, without `---` in between."),
    "VC025": ("key is not a text", "A key is a single word or name."),
    # keys
    "VC030": ("duplicate key", "A mapping has each key once."),
    "VC031": ("unknown key", "Only the keys of the reference page are read."),
    "VC032": ("same key in two files", "What one file of a model defines, no other defines."),
    # types and ranges
    "VC040": ("wrong type", "Each key wants a text, a number, a list or a mapping."),
    "VC041": ("missing key", "Some keys are required."),
    "VC042": ("out of range", "Fractions lie between 0 and 1; other numbers have their own range."),
    "VC043": ("range out of order", "In a range low <= mode <= high."),
    "VC044": ("duration without a unit", "Durations are written `3 days`, `8 weeks`, `2 years`."),
    "VC045": ("not a finite number", "Infinity and not-a-number are no figures."),
    "VC046": ("impossible date", "Dates are written `2026-01-31` and exist."),
    "VC047": ("not one of the words", "Some keys accept a closed list of words."),
    "VC048": ("not in kebab-case", "Names are small letters, digits and single hyphens."),
    "VC049": ("effects out of order", "Of an effect, lenient <= value <= strict."),
    "VC050": ("firm or aggregate", "A producer is a firm, or an aggregate with `id` and `kind`."),
    "VC051": ("product or alternatives", "An input has a `product`, or two or more in `any_of`."),
    "VC052": ("lifetime", "Capital has a lifetime of a week or more; nothing else has one."),
    "VC053": ("sourcing row incomplete", "A row has `supplier` and `share`, or `none: true`."),
    "VC054": ("origins of a range", "A fallback of low, mode and high says where each is from."),
    "VC058": ("widths incomplete", "A width states a factor for every grade."),
    "VC059": ("chances do not sum to 1", "The chances of an essentiality sum to 1."),
    # references
    "VC060": ("unknown product", "Products are listed under `products:`."),
    "VC061": ("unknown firm", "Firms are listed under `firms:`."),
    "VC062": ("unknown layer", "Layers are listed under `layers:`."),
    "VC063": ("unknown source", "Sources are listed under `sources:`."),
    "VC064": ("unknown use", "Uses are listed under `uses:`."),
    "VC065": ("unknown customer or supplier", "A row names `firm/SITE`, an id or `remainder`."),
    "VC066": ("not an input", "A row is about an input that the product or use has."),
    "VC067": ("figure without source", "Every figure says on which source it rests."),
    "VC068": ("figure without status", "Producers and inputs state credibility and status."),
    "VC069": ("judgement stated as read", "What was judged was not read."),
    "VC070": ("same entry twice", "Layers, producers, alternatives and weights occur once."),
    "VC071": ("product named like a use", "Products and uses do not share names."),
    "VC072": ("source unused", "A warning: no figure points at the source."),
    "VC073": ("unknown group of uses", "Groups of uses are listed under `use_groups:`."),
    "VC074": ("group of uses named like a use", "Groups, uses and products share no names."),
    "VC075": ("fed across countries", "What one country buys only is no input of shared products."),
    # economics
    "VC080": ("shares do not sum to 1", "Shares of the producers and the remainder sum to 1."),
    "VC081": ("product without supply", "Someone makes a product, or its remainder is above 0."),
    "VC082": ("not reachable", "Every product is needed, directly or not, by some use."),
    "VC083": ("use without inputs", "A use needs something."),
    "VC084": ("sourcing does not sum to 1", "The rows of one customer and input sum to 1."),
    "VC085": ("cost shares above 1", "The cost shares of the inputs sum to at most 1."),
    "VC086": ("demand weights do not sum to 1", "The demand weights of a product sum to 1."),
    "VC087": ("nobody at home", "`perspective.home` names at least one country."),
    # includes and overlays
    "VC090": ("include outside the folder", "A model is one folder; it reads nothing outside it."),
    "VC091": ("include in a loop", "The root file lists each file once; those list none."),
    "VC092": ("include missing", "Each listed file exists, under exactly that name."),
    "VC093": ("clash of overlays", "Two overlays never set the same value."),
    "VC094": ("overlay of another model", "`overlay:` names the model it belongs to."),
    "VC095": ("figure without evidence of its own", "What an overlay replaces, it also sources."),
    "VC096": ("not in the model", "What an overlay changes, the model has; else it is whole."),
    "VC097": ("change without a reason", "A warning: what an overlay replaces, it explains."),
    "VC098": ("vanished and still there", "What is listed under `vanished:` the model lacks."),
    # types and ranges of scenarios
    "VC100": ("nothing named", "A list of names, and the list of shocks, has an entry."),
    "VC101": ("horizon out of range", "A horizon is 1 to 520 whole weeks."),
    "VC102": ("recovery incomplete", "A recovery has what its shape asks, in order of time."),
    # references of scenarios
    "VC103": ("scenario of another model", "`model: {id: ...}` names the model it is about."),
    "VC104": ("source of the model", "A scenario's own sources have keys of their own."),
    "VC105": ("not a customer", "Customers are uses, or products whose makers buy it."),
    # sense of scenarios
    "VC106": ("shock after the horizon", "A shock starts before the horizon."),
    "VC107": ("shock does nothing", "A shock lasts, and takes or changes something."),
    "VC108": ("recovery without an end", "What recovers has a duration."),
    "VC109": ("same shock twice", "Shocks differ in more than their evidence."),
    "VC110": ("shocks that contradict", "Others want one factor more of a product at a time."),
    "VC111": ("takeovers without order", "Of two takeovers of a firm one is clearly the later."),
    "VC112": ("nothing matches", "Somebody, listed or not, could match all keys of `from`."),
    "VC113": ("nobody is hit", "A refusal or surge leaves somebody who is refused or wants more."),
    "VC114": ("not used that way", "Access is denied to services; capital stops where it is used."),
    "VC115": ("written for another state", "A warning: the model has another digest by now."),
    "VC116": ("hits nobody who is listed", "A warning: no listed maker of a product is meant."),
    # measures and targets
    "VC120": ("change incomplete", "A change says one of the two things that it could say."),
    "VC121": ("measures of another model", "`model: {id: ...}` names the model they are about."),
    "VC122": ("unknown measure", "What a measure needs or excludes is a measure."),
    "VC123": ("needs in a circle", "Of measures that need each other none could start."),
    "VC124": ("needs what it excludes", "A measure cannot need and exclude the same measure."),
    "VC125": ("unknown producer", "Who gains, loses or is sold is a producer of the product."),
    "VC126": ("new producer that exists", "A new producer has a name that its product lacks."),
    "VC127": ("more than there is", "Nobody loses more of the supply than he has."),
    "VC128": ("fallback there or not", "What is raised is there; what is added is not."),
    "VC129": ("measure does nothing", "Of some change at least the high end is above nothing."),
    "VC130": ("shared without partners", "Who pays the rest stands in `jointly_with:`."),
    "VC131": ("same measure in two files", "A measure stands in one file."),
    # results in folders
    "VA501": ("folder of something else", "A result replaces only what an earlier result wrote."),
    "VA502": ("folder cannot be written", "What was there is left as it was."),
    "VA503": ("table breaks its contract", "A mistake of the program: no table is shown then."),
    "VA504": ("no result in this folder", "A folder of a result has the manifest it was given."),
    "VA505": ("manifest cannot be read", "It is an ordinary file of at most 16 MiB, as written."),
    "VA506": ("result of another version", "The way of storing has a number, which must be known."),
    "VA507": ("result is not whole", "Every file that the manifest lists is there to be read."),
    "VA508": ("file of a result has changed", "Numbers are read only as they were written."),
    "VA509": ("file does not fit its description", "A table is as its folder describes it."),
    "VA510": ("name that no result has", "Documents have the names that commands give them."),
    "VA511": ("no scenarios in this result", "Only what-ifs set uses against scenarios."),
    "VA512": ("nothing to draw", "A picture is named as the result has it."),
    "VA513": ("no page", "A page is made of a nulmeting."),
    # reports
    "VA520": ("no such format", "A report is HTML, PDF, DOCX, XLSX or PPTX."),
    "VA521": ("no such language", "Everything is written in Dutch and in English."),
    "VA522": ("no such chapter", "Chapters are those that this result has."),
    "VA523": ("folder of the result itself", "A report never replaces what it is made from."),
    "VA524": ("chapters of two pages", "The two pages are a whole."),
    "VA525": ("report where a result is needed", "Only a result is read back."),
    "VA526": ("result too old for its page", "What may be empty is empty, all else is there."),
    "VA527": ("no such notebook", "A briefing is made of a notebook that comes with the package."),
    "VA528": ("no such parameter", "A notebook takes its own parameters, each of its own kind."),
    "VA529": ("notebooks cannot be run", "What runs them is installed with an extra."),
    "VA530": ("notebook stopped", "A briefing is written when the notebook ran to its end."),
    # what is asked of a model
    "VA601": ("unknown country or group", "Places are alpha-3 codes or groups of the model."),
    "VA602": ("home is empty", "Home is at least one country."),
    "VA603": ("inside home and trusted", "Who is inside does not withhold from us."),
    "VA604": ("does not converge", "A response that does not settle gives no number."),
    "VA605": ("unknown use, product or firm", "Names are those of the model."),
    "VA606": ("cannot be asked so", "What is taken away, and by which attribute, is clear."),
    "VA607": ("week out of range", "Weeks are counted from 1; 0 is the limit where there is one."),
    "VA608": ("judged where nothing is measured", "The judged week is one of 1, 13, 52 and 156."),
    "VA609": ("verdicts without the default rule", "Verdicts rest on the default rule."),
    # stacks made of tables
    "VA610": ("columns of a table", "A table has the columns that it needs and no others."),
    "VA611": ("cell is empty or of the wrong kind", "What a row needs is there."),
    "VA612": ("unknown name in a table", "What a row names has a row of its own."),
    "VA613": ("twice in a table", "Each key has one row."),
    "VA614": ("not one of the words of a table", "Columns of words have a closed list."),
    "VA615": ("number of a table out of range", "Fractions lie in 0..1, weeks are not negative."),
    "VA616": ("shares of a table do not sum to 1", "Shares of one supply are all of it."),
    "VA617": ("input without an alternative", "Every input can be filled by something."),
    "VA618": ("supplier of another product", "A supplier makes what is bought from it."),
    # scenarios that meet a model
    "VA620": ("shock touches nothing", "Somebody buys what a shock takes."),
    "VA621": ("surge that nobody wants", "Somebody buys more."),
    "VA622": ("takeovers at once", "Of two takeovers of a firm one is the later."),
    "VA623": ("unknown name in a shock", "A shock names what the model has."),
    "VA631": ("no scenario", "At least one scenario is asked for."),
    "VA632": ("horizon that cannot be followed", "1 to 520 weeks, and every shock within them."),
    "VA633": ("no shock", "A shock states what its kind asks."),
    "VA634": ("scenario without a shock", "A scenario has at least one shock."),
    "VA635": ("scenarios that do not combine", "They agree in allocation, substitution and grace."),
    # what all questions ask
    "VA640": ("level out of range", "Theta is above 0 and at most 1."),
    "VA641": ("not a use of home", "Uses asked about are uses of home."),
    "VA642": ("home without uses", "The question is about uses of home."),
    "VA643": ("nobody outside", "Somebody is left to depend on."),
    "VA644": ("not two homes", "Two different homes are set side by side."),
    # indicators
    "VA650": ("input-output table makes no sense", "Sectors by sectors, numbers of at least 0."),
    "VA651": ("table cannot supply itself", "Every sector leaves something for others."),
    "VA652": ("trade without output", "A sector that buys or sells makes something."),
    "VA653": ("sales without outputs", "The sales side needs outputs."),
    "VA654": ("no sector with output", "What is asked about makes something."),
    "VA655": ("circle in which nobody earns", "Cost shares in a circle leave something over."),
    "VA656": ("trade makes no sense", "Each flow is given once; the window fits."),
    "VA657": ("supply risk cannot be computed", "Shares and factors are fractions that are known."),
    "VA658": ("not all shares of a supply", "Shares are at least 0 and sum to 1."),
    "VA660": ("firm network makes no sense", "Firms and sectors are named once and known."),
    "VA661": ("no remaining capacity", "What is left of a firm lies in 0..1."),
    "VA662": ("supply chain makes no sense", "Sites, products and times fit together."),
    "VA663": ("linear programme not solved", "No number is given then."),
    # chokepoints, leverage, partners, survival
    "VA670": ("unknown sort of set", "Sets are of countries, groups, firms or producers."),
    "VA671": ("size of set out of range", "Sets of a few members are looked for."),
    "VA672": ("unknown mode", "Modes are lost, withheld or both."),
    "VA673": ("unknown attribute of chokepoints", "site, headquarters, owner or any."),
    "VA680": ("home is everyone", "Some supplier has a country outside home."),
    "VA681": ("partner inside home", "A partner lies outside home."),
    "VA682": ("no partner", "At least one partner is asked about."),
    "VA690": ("empty list of partners", "A list names countries or groups."),
    "VA691": ("home as its own partner", "A partner is not home."),
    "VA692": ("no candidate", "Somebody but home is a candidate."),
    "VA693": ("size of coalition out of range", "Coalitions of a few members are searched."),
    "VA695": ("smallest coalition not found", "No number is given then."),
    "VA700": ("unknown sort of loss", "Losses are of the sorts, ties and modes there are."),
    "VA701": ("unknown loss", "What is lost is one of those asked about."),
    # foreign tables
    "VA710": ("not a table", "CSV, UTF-8, with a first row of names, within its limits."),
    "VA711": ("sectors of a table", "Rows and columns are the same sectors, each named once."),
    "VA712": ("cell is no number", "Numbers are written in one way; flows are at least 0."),
    "VA713": ("outputs do not fit", "Outputs are stated, or follow from final demand."),
    "VA714": ("groups of sectors", "Every sector has one group, spelled in one way."),
    "VA715": ("unknown sector or group", "What is asked about is in the table."),
    "VA716": ("columns of trade", "year, product, flow, partner and amount, in any order."),
    "VA717": ("row of trade", "Products of the model, partners alpha-3, each flow once."),
    "VA718": ("unknown attribute", "site, headquarters, owner or any."),
    "VA719": ("total among the sectors", "Totals are left out: they would count twice."),
    # ensembles of draws
    "VA720": ("ranges that leave no shares", "Shares of a product can sum to what is listed."),
    "VA721": ("no such ensemble", "An ensemble is named by the first letters of its name, alone."),
    "VA722": ("ensemble cannot be kept or read", "Chunks that were finished are kept."),
    "VA723": ("workers that die", "Workers finish a chunk, or nothing is computed."),
    "VA724": ("no Dask", "Dask is installed, and a scheduler answers at its address."),
    "VA725": ("too few draws", "20 draws or more, numbered from 0."),
    "VA726": ("question that is not kept", "What an ensemble asks is kept with it."),
    # plans
    "VA730": ("no case", "A plan is judged by at least one case."),
    "VA731": ("unknown case", "Cases are scenarios or dependencies, written as they are listed."),
    "VA732": ("measures that clash", "Measures taken together leave everybody what he has."),
    "VA733": ("new producer in two ways", "A new producer is described the same everywhere."),
    "VA734": ("weights that are none", "Weights are at least 0, and some case has one above."),
    "VA735": ("no set of measures fits", "What must be taken can be paid and does not clash."),
    "VA736": ("not a budget", "An amount of EUR of 0 or more, in all or a year."),
    "VA737": ("not a range of years", "1 to 30 years, none of them past."),
    "VA738": ("measure that a model cannot say", "What works in some countries only is planned."),
    "VA739": ("unknown measure, actor or lever", "Names are those of the measures."),
    "VA740": ("must and must not", "What must be taken, and what it needs, may be taken."),
    "VA741": ("budget below every measure", "The cheapest measure can be paid."),
    "VA742": ("no loss to make smaller", "Home has uses."),
    "VA743": ("plan of something else", "A plan is shown beside the model that it was made for."),
    # two versions
    "VA750": ("no version of a model", "Versions are root files, or results about a model."),
    "VA751": ("overlay of a stored result", "Overlays are laid over files, not over results."),
    "VA752": ("not a nulmeting", "What moved is told of two nulmetingen, or of two models."),
    "VA753": ("another side", "Both are seen from the same home and trusted partners."),
    "VA754": ("nothing in common", "Both have at least one use of home in common."),
    "VA755": ("no move", "The smallest move that is listed is above 0 and below 1."),
}
"""Every code with its title and the rule behind it."""
