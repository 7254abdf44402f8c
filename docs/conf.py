"""How Sphinx builds the documentation."""

from importlib.metadata import version as installed_version

from docutils.nodes import SkipNode
from latex2mathml.converter import convert

project = "valuechain"
author = copyright = "The valuechain contributors"
version = release = installed_version("valuechain")

extensions = [
    "myst_nb",
    "sphinx.ext.apidoc",
    "sphinx.ext.autodoc",
    "sphinx.ext.napoleon",
]
exclude_patterns = ["_build", "jupyter_execute"]
# A class that a room offers at its door is found in two places; either link is right.
suppress_warnings = ["ref.python"]
html_theme = "furo"
html_title = "valuechain"
# A hundred characters, the width of what commands print, fit on a line.
html_theme_options = {"light_css_variables": {"code-font-size": "72%"}}

myst_enable_extensions = ["colon_fence", "dollarmath"]
myst_heading_anchors = 3
# Browsers draw MathML themselves: nothing is fetched, no script runs.
myst_update_mathjax = False
html_math_renderer = "mathml"

# Notebooks are executed by the tests; the pages show them as they are.
nb_execution_mode = "off"

napoleon_google_docstring = False
autodoc_typehints = "description"
autodoc_member_order = "bysource"
# Thousands of names in the list beside every page take minutes to write and help nobody.
toc_object_entries = False
# What a room offers at its door stands on the page of the module that has it.
autodoc_default_options = {"ignore-module-all": True}
# A page a package: with one a module, the list beside each page makes building ten times slower.
apidoc_modules = [{"path": "../valuechain", "destination": "api", "separate_modules": False}]


def inline_equation(translator, node):
    """Write an equation within a sentence."""
    translator.body.append(convert(node.astext(), display="inline"))
    raise SkipNode


def equation(translator, node):
    """Write an equation that stands by itself."""
    drawn = convert(node.astext(), display="block")
    translator.body.append(f'<div class="math" style="overflow-x: auto">{drawn}</div>\n')
    raise SkipNode


def setup(app):
    """Tell Sphinx how equations are written."""
    app.add_html_math_renderer("mathml", (inline_equation, None), (equation, None))
