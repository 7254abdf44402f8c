"""Results as documents: the page of a nulmeting, and its summary for a screen."""

from valuechain.report.page import nulmeting_page
from valuechain.report.summary import summary

__all__ = ["nulmeting_page", "summary"]
