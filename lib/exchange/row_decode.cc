#include "lib/exchange/row_decode.h"

#include <array>
#include <fmt/format.h>

#include "lib/exchange/clean_text.h"
#include "lib/exchange/general_errors.h"

namespace scand::lib::exchange {

VenueError unreadable(const Descriptor& descriptor, const Route& route, std::string_view why) {
  const auto kind = proto::ErrorKind::bad_response;
  return {kind, std::nullopt,
          fmt::format("{}, route {} ({}): {}; {}", descriptor.name, route.name, route.path,
                      clean_text(why), advice(kind))};
}

void RowTally::reject(std::string_view column) {
  if (rejected_ == 0) {
    first_row_ = rows_;
    first_column_ = column;
  }
  ++rows_;
  ++rejected_;
}

std::optional<VenueError> RowTally::verdict(const Descriptor& descriptor, const Route& route,
                                            std::size_t one_in) const {
  if (rejected_ * one_in <= rows_) return std::nullopt;
  return unreadable(descriptor, route,
                    fmt::format("{} of {} rows cannot be read, the first is row {}: no usable {}",
                                rejected_, rows_, first_row_, first_column_));
}

std::string next_cursor(BodyReader& reader, const Route& route) {
  if (!route.cursor) return {};
  PathSet paths;
  paths.add(route.cursor->steps);
  std::array<Token, 1> tokens;
  if (!reader.read(paths, tokens).ok() || !tokens[0].scalar()) return {};
  return std::string(tokens[0].text);
}

}  // namespace scand::lib::exchange
