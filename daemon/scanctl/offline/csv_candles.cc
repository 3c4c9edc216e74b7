#include "daemon/scanctl/offline/csv_candles.h"

#include <array>
#include <charconv>
#include <cstdint>
#include <deque>
#include <fmt/format.h>
#include <optional>
#include <string_view>

#include "lib/market/candles.h"

namespace scand::daemon {
namespace {

constexpr std::string_view kHeader = "time_ms,open,high,low,close,volume";
constexpr std::array<std::string_view, 6> kColumns{"time_ms", "open",  "high",
                                                   "low",     "close", "volume"};

struct Row {
  std::int64_t time = 0;
  std::array<double, 5> values{};
};
using RowResult = base::Result<Row, std::string>;

template <class Number>
bool read_number(std::string_view text, Number& number) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc{} && end == text.data() + text.size();
}

std::string_view trim(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t'))
    text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t'))
    text.remove_suffix(1);
  return text;
}

// Splits a line at its commas. The error names the column at fault and what it may be.
RowResult read_row(std::string_view line) {
  Row row;
  for (std::size_t column = 0; column < kColumns.size(); ++column) {
    const auto comma = line.find(',');
    const bool last = column + 1 == kColumns.size();
    if (last != (comma == std::string_view::npos))
      return fmt::format("wants 6 columns: {}", kHeader);
    const auto cell = trim(line.substr(0, comma));
    const bool fine =
        column == 0 ? read_number(cell, row.time) : read_number(cell, row.values[column - 1]);
    if (!fine)
      return fmt::format("{} is '{}'; allowed: {}", kColumns[column], cell.substr(0, 40),
                         column == 0 ? "whole milliseconds since 1970, UTC" : "a number");
    if (!last) line.remove_prefix(comma + 1);
  }
  return row;
}

lib::Candles columns(const std::deque<Row>& rows) {
  lib::Candles candles;
  candles.reserve(rows.size());
  for (const auto& [time, v] : rows)
    candles.push_back(time, v[0], v[1], v[2], v[3], v[4]);
  return candles;
}

// What is wrong with a well-formed row: its time, or prices that no candle can have.
std::optional<std::string> row_fault(const Row& row, const std::deque<Row>& before) {
  if (!before.empty() && row.time <= before.back().time)
    return fmt::format("time_ms {} is not after the row before ({}); sort the rows, oldest first",
                       row.time, before.back().time);
  if (!lib::usable(columns({row}), 0))
    return "is no candle: prices must be above 0, high at least low, volume at least 0, all finite";
  return std::nullopt;
}

}  // namespace

base::Result<lib::Candles, CsvFault> read_csv_candles(std::istream& in, std::size_t rows_max) {
  std::deque<Row> rows;
  std::string line;
  for (std::size_t number = 1; std::getline(in, line); ++number) {
    if (line.ends_with('\r')) line.pop_back();
    if (line.empty() || (number == 1 && line == kHeader)) continue;
    const auto row = read_row(line);
    if (!row.ok()) return CsvFault{number, row.error()};
    if (auto fault = row_fault(*row, rows)) return CsvFault{number, std::move(*fault)};
    rows.push_back(*row);
    if (rows.size() > rows_max) rows.pop_front();
  }
  if (in.bad()) return CsvFault{0, "cannot be read to its end"};
  return columns(rows);
}

}  // namespace scand::daemon
