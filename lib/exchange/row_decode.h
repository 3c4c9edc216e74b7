#pragma once
// What the decoders of markets, tickers and candles share: the tally of rows that cannot be read,
// the cursor to the next page, the error for a body that is not what was asked for, and the walk
// over a list. Included by their .cc files alone.

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "lib/exchange/body_reader.h"
#include "lib/exchange/classify.h"
#include "lib/exchange/descriptor.h"
#include "lib/exchange/reply.h"
#include "lib/exchange/row_columns.h"

namespace scand::lib::exchange {

// A bad_response that names the exchange, the route and what is wrong.
[[nodiscard]] VenueError unreadable(const Descriptor& descriptor, const Route& route,
                                    std::string_view why);

// Counts the rows, and keeps the first reason for leaving one out.
class RowTally {
 public:
  void accept() { ++rows_; }
  // `column` says what the row lacks; the text must outlive the tally.
  void reject(std::string_view column);
  [[nodiscard]] std::size_t rejected() const { return rejected_; }
  // An error when more than one row in `one_in` was left out.
  [[nodiscard]] std::optional<VenueError> verdict(const Descriptor& descriptor, const Route& route,
                                                  std::size_t one_in) const;

 private:
  std::size_t rows_ = 0, rejected_ = 0, first_row_ = 0;
  std::string_view first_column_;
};

// The cursor to the next page, as the body names it; empty: there is none.
[[nodiscard]] std::string next_cursor(BodyReader& reader, const Route& route);

// If more than one row in this many cannot be read, a list is not the list that was asked for.
inline constexpr std::size_t kListToleratesOneIn = 2;

// Decodes a list of markets or tickers: first whether the reply is a refusal, then every row, then
// whether enough rows could be read. `rows` has columns(), take(Row), tally(), and finish(cursor)
// &&, which gives the page.
template <class Rows>
auto decode_list(BodyReader& reader, const Descriptor& descriptor, const Route& route,
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
  if (auto error = rows.tally().verdict(descriptor, route, kListToleratesOneIn))
    return std::move(*error);
  return std::move(rows).finish(std::move(cursor));
}

}  // namespace scand::lib::exchange
