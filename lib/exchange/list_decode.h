#pragma once
// The walk over a list that markets and tickers share: refusal first, then every row, then whether
// enough of them could be read. Included by their .cc files only.

#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "lib/exchange/classify.h"
#include "lib/exchange/page.h"
#include "lib/exchange/row_columns.h"

namespace scand::lib::exchange {

// A list in which more than one row in so many cannot be read is not what was asked for.
inline constexpr std::size_t kToleratedOneIn = 2;

// `rows` has columns(), take(Row), tally() and finish(cursor) &&, which gives the page.
template <class Rows>
auto decode_list(JsonReader& reader, const Descriptor& descriptor, const Route& route,
                 const Reply& reply, Rows rows)
    -> VenueResult<decltype(std::move(rows).finish(std::string()))> {
  if (auto error = classify(reader, descriptor, reply)) return std::move(*error);
  if (const auto roots = rows.columns().read_roots(reader); !roots.ok())
    return unreadable(descriptor, route, roots.error());
  std::string cursor = next_cursor(reader, route);
  const auto status =
      reader.each_row(route.rows, route.layout == Layout::map, rows.columns().paths(),
                      [&](std::string_view key, std::span<const Token> tokens) {
                        rows.take({key, tokens});
                      });
  if (!status.ok()) return unreadable(descriptor, route, status.error());
  if (auto error = rows.tally().verdict(descriptor, route, kToleratedOneIn))
    return std::move(*error);
  return std::move(rows).finish(std::move(cursor));
}

}  // namespace scand::lib::exchange
