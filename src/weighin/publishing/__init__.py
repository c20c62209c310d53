"""What the reader gets: a public record becomes pages, charts and files."""

from weighin.publishing.edition import Edition, EditionFile, Masthead
from weighin.publishing.entries import ListEntry
from weighin.publishing.front import entry_of, publish_list
from weighin.publishing.publish import publish

__all__ = ["Edition", "EditionFile", "ListEntry", "Masthead", "entry_of", "publish", "publish_list"]
