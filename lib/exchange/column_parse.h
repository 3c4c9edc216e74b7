#pragma once
// Parses the parts of a descriptor that say where values are: columns and conditions.

#include "lib/exchange/descriptor.h"
#include "lib/exchange/descriptor_fields.h"

namespace scand::lib::exchange {

// "a/b", {at: a/b, times: 100}, or a list of these.
[[nodiscard]] Column parse_column(const Place& place, Faults& faults);

// {status: TRADING, type: [a, b], code: {not: 0}, error: {empty: true}}. With `root`, all paths
// start at the body's root, whether or not they are written with a slash.
[[nodiscard]] Conditions parse_conditions(const Place& place, Faults& faults, bool root = false);

// A path that BodyReader can look up; anything else is a fault.
[[nodiscard]] Path parse_path_checked(std::string_view text, const Place& place, Faults& faults);

// Reads the `columns` of a route into the member of `route` that belongs to its kind.
void parse_columns(const Place& place, Faults& faults, Route& route);

}  // namespace scand::lib::exchange
