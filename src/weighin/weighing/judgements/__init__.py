"""Tables of judgements, in and out: long, wide, aggreCAT's and elicitr's, from CSV, Parquet or a data frame.

`judgements_in` reads any of them into arrays with the names of experts and questions; `table_of` writes them. EXCALIBUR's and Anduryl's files,
which hold realisations too, are read and written by `cooke.files`.
"""

from weighin.weighing.judgements.judgements import Judgements, Layout
from weighin.weighing.judgements.reading import file_of, is_table, judgements_in, layout_of, require_table, table_of

__all__ = ["Judgements", "Layout", "file_of", "is_table", "judgements_in", "layout_of", "require_table", "table_of"]
