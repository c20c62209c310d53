"""The published JSON Schema of the record, made from the types themselves.

Write it anew after a change of the types: `python -m weighin.record.schema > docs/reference/record.schema.json`
"""

import inspect
import json
import sys
from typing import Any

import msgspec

from weighin.record.record import FORMAT_VERSION, Record

SCHEMA_IDENTIFIER = f"urn:weighin:record:{FORMAT_VERSION}"
DRAFT = "https://json-schema.org/draft/2020-12/schema"


def record_schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of a record.

    It says what a single value may be. Three rules join values and stand in prose in its description, because a schema cannot
    say them: identifiers are counted, references lead somewhere, passages stand in the text where they say.
    """
    (record,), definitions = msgspec.json.schema_components((Record,), ref_template="#/$defs/{name}")
    for definition in definitions.values():
        definition["description"] = inspect.cleandoc(definition["description"])
    definitions["Record"]["required"] = [*definitions["Record"]["required"], "format"]
    return {
        "$schema": DRAFT,
        "$id": SCHEMA_IDENTIFIER,
        "title": f"Weigh-In record, format {FORMAT_VERSION}",
        "description": (
            "One expert round-up: title, panel, questions, answers, forecasts. Besides what stands below: identifiers are counted "
            "from 1 within the record (p1, q1, a1, f1, t1, w1); every reference names one of them; `text[start:end]` of the record, "
            "counted in Unicode code points, is exactly the `text` of each passage."
        ),
        **record,
        "$defs": definitions,
    }


def schema_text() -> str:
    """The schema as the file in the documentation holds it."""
    return json.dumps(record_schema(), indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    sys.stdout.write(schema_text())
