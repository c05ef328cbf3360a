"""Prints the events of a trace as babeltrace2 reads them, one JSON object a line."""
import json
import math
import sys

import bt2


def value(field):
    if isinstance(field, bt2._EnumerationFieldConst):
        # Not field.labels: in 2.0 that fails for a value without a label.
        number = int(field)
        labels = (label for label in field.cls if any(r.lower <= number <= r.upper for r in field.cls[label].ranges))
        return {"value": number, "labels": sorted(labels)}
    if isinstance(field, bt2._IntegerFieldConst):
        return int(field)
    if isinstance(field, bt2._RealFieldConst):
        number = float(field)
        return number if math.isfinite(number) else "nan" if math.isnan(number) else "inf" if number > 0 else "-inf"
    if isinstance(field, bt2._StringFieldConst):
        return str(field)
    if isinstance(field, bt2._StructureFieldConst):
        return {name: value(field[name]) for name in field}
    if isinstance(field, bt2._VariantFieldConst):
        return {"option": list(field.cls)[field.selected_option_index], "value": value(field.selected_option)}
    return [value(element) for element in field]


for message in bt2.TraceCollectionMessageIterator(sys.argv[1]):
    if isinstance(message, bt2._EventMessageConst):
        event = message.event
        line = {"name": event.name, "ts": message.default_clock_snapshot.ns_from_origin}
        scopes = (
            ("packet_context", event.packet.context_field if event.packet else None),
            ("common_context", event.common_context_field),
            ("specific_context", event.specific_context_field),
            ("fields", event.payload_field),
        )
        for name, scope in scopes:
            if scope is not None:
                line[name] = value(scope)
        print(json.dumps(line, ensure_ascii=False))
