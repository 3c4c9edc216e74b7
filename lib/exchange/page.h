#pragma once
// What the decoders of all kinds of rows share.

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "lib/exchange/body_reader.h"
#include "lib/exchange/descriptor.h"
#include "lib/exchange/venue_error.h"

namespace scand::lib::exchange {

// A bad_response that names the exchange, the route and what is wrong.
[[nodiscard]] VenueError unreadable(const Descriptor& descriptor, const Route& route,
                                    std::string_view why);

// Counts rows, and keeps the first reason for leaving one out.
class RowTally {
 public:
  void accept() { ++rows_; }
  // `column` is a name that outlives the tally.
  void reject(std::string_view column);
  [[nodiscard]] std::size_t rejected() const { return rejected_; }
  // An error when more than one row in `one_in` was left out.
  [[nodiscard]] std::optional<VenueError> verdict(const Descriptor& descriptor, const Route& route,
                                                  std::size_t one_in) const;

 private:
  std::size_t rows_ = 0, rejected_ = 0, first_row_ = 0;
  std::string_view first_column_;
};

// Where the next page begins, as the body says; empty: there is none.
[[nodiscard]] std::string next_cursor(JsonReader& reader, const Route& route);

}  // namespace scand::lib::exchange
