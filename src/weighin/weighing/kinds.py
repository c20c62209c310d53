"""The closed vocabularies of weighing. They stand alone, so that `weighin --help` can name them without loading NumPy."""

from enum import Enum


class Weights(Enum):
    """Where an expert's weight comes from in Cooke's classical model."""

    EQUAL = "equal"
    GLOBAL = "global"  # statistical accuracy times mean information over the seed items
    ITEM = "item"  # statistical accuracy times the information on the item itself
    GIVEN = "given"  # what the study says of each expert


class Measurement(Enum):
    """What ratings mean, and so which distance between two of them counts."""

    NOMINAL = "nominal"  # names: equal or not
    ORDINAL = "ordinal"  # ranks
    INTERVAL = "interval"  # differences
    RATIO = "ratio"  # differences in proportion to the size: a true zero, nothing below it
