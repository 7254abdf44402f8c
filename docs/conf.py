"""How Sphinx builds the documentation."""

from importlib.metadata import version as installed_version

project = "valuechain"
author = copyright = "The valuechain contributors"
version = release = installed_version("valuechain")

extensions = [
    "myst_nb",
    "sphinx.ext.apidoc",
    "sphinx.ext.autodoc",
    "sphinx.ext.mathjax",
    "sphinx.ext.napoleon",
    "sphinx.ext.viewcode",
]
exclude_patterns = ["_build", "jupyter_execute"]
# A class that a room offers at its door is found in two places; either link is right.
suppress_warnings = ["ref.python"]
html_theme = "furo"
html_title = "valuechain"

myst_enable_extensions = ["colon_fence", "dollarmath"]
myst_heading_anchors = 3

# Notebooks are executed by the tests; the pages show them as they are.
nb_execution_mode = "off"

napoleon_google_docstring = False
autodoc_typehints = "description"
autodoc_member_order = "bysource"
# What a room offers at its door stands on the page of the module that has it.
autodoc_default_options = {"ignore-module-all": True}
apidoc_modules = [{"path": "../valuechain", "destination": "api", "separate_modules": True}]
