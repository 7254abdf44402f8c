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
}
"""Every code with its title and the rule behind it."""
