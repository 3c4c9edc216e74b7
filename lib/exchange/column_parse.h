#pragma once
// The parts of the language that say where values are: columns, conditions, and the columns of each
// kind of route.

#include "lib/exchange/descriptor.h"
#include "lib/exchange/descriptor_fields.h"

namespace scand::lib::exchange {

// "a/b", {at: a/b, times: 100} or a list of such.
[[nodiscard]] Column parse_column(const Place& place, Faults& faults);

// {status: TRADING, type: [a, b], code: {not: 0}, error: {empty: true}}. In `root` mode paths start
// at the body's root even when written without a slash.
[[nodiscard]] Conditions parse_conditions(const Place& place, Faults& faults, bool root = false);

[[nodiscard]] Path parse_path_checked(std::string_view text, const Place& place, Faults& faults);

// The `columns` of a route, into the part of `route` that its kind fills.
void parse_columns(const Place& place, Faults& faults, Route& route);

}  // namespace scand::lib::exchange
