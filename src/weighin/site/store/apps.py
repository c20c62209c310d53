"""How Django finds the tables."""

from django.apps import AppConfig


class StoreConfig(AppConfig):
    """The tables of the site."""

    name = "weighin.site.store"
    label = "store"
