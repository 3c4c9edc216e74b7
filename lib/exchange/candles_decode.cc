#include "lib/exchange/candles_decode.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "lib/exchange/body_reader.h"
#include "lib/exchange/classify.h"
#include "lib/exchange/numbers.h"
#include "lib/exchange/row_columns.h"
#include "lib/exchange/row_decode.h"

namespace scand::lib::exchange {
namespace {

constexpr std::size_t kToleratedOneIn = 10;
constexpr std::size_t kReserveMost = 4096;  // rows; a descriptor may claim any number

// Takes rows as tokens and turns those that can be read into candles.
class CandleRows {
 public:
  CandleRows(const CandleColumns& from, std::size_t rows)
      : time_unit_(from.time_unit), flags_(!from.closed.empty()) {
    time_ = columns_.add(from.time);
    closed_ = columns_.add(from.closed);
    const std::array<const Column*, 5> in_order{&from.open, &from.high, &from.low, &from.close,
                                                &from.volume};
    for (std::size_t i = 0; i < in_order.size(); ++i)
      numbers_[i] = columns_.add(*in_order[i]);
    page_.candles.reserve(std::min(rows, kReserveMost));
  }

  RowColumns& columns() { return columns_; }
  [[nodiscard]] const RowTally& tally() const { return tally_; }

  void take(const Row& row) {
    static constexpr std::array<std::string_view, 5> kNames{"open", "high", "low", "close",
                                                            "volume"};
    const auto time = parse_time_ms(columns_.text(time_, row), time_unit_);
    if (!time) return tally_.reject("time");
    std::array<double, 5> values{};
    VolumeUnit unit{};
    for (std::size_t i = 0; i < values.size(); ++i) {
      const auto number = columns_.number(numbers_[i], row);
      if (!number) return tally_.reject(kNames[i]);
      values[i] = number->value;
      unit = number->unit;
    }
    // All volumes of a page have one unit, that of the first row: alternatives must not mix.
    if (page_.candles.empty()) page_.unit = unit;
    if (unit != page_.unit) return tally_.reject("volume");
    tally_.accept();
    page_.candles.push_back(*time, values[0], values[1], values[2], values[3], values[4]);
    if (flags_ && !columns_.holds(closed_, row)) page_.running.push_back(*time);
  }

  CandlesPage finish(std::optional<double> contract_size) && {
    if (page_.unit == VolumeUnit::contracts && contract_size) {
      for (double& volume : page_.candles.volume)
        volume *= *contract_size;
      page_.unit = VolumeUnit::base;
    }
    page_.rejected = tally_.rejected();
    return std::move(page_);
  }

 private:
  RowColumns columns_;
  RowColumns::Handle time_, closed_;
  std::array<RowColumns::Handle, 5> numbers_;
  TimeUnit time_unit_;
  bool flags_;
  CandlesPage page_;
  RowTally tally_;
};

// Turns parallel arrays, one for each slot, into rows. Arrays of unequal length give none.
BodyReader::Status take_arrays(BodyReader& reader, const Path& place, CandleRows& rows) {
  const PathSet& paths = rows.columns().paths();
  std::vector<std::vector<Token>> arrays(paths.size());
  BodyReader::Status status = reader.each_cell(
      place, paths, [&](std::size_t slot, const Token& token) { arrays[slot].push_back(token); });
  if (!status.ok()) return status;
  const std::size_t length = arrays.empty() ? 0 : arrays[0].size();
  if (!std::ranges::all_of(arrays, [&](const auto& array) { return array.size() == length; }))
    return std::string("its arrays differ in length");
  std::vector<Token> tokens(arrays.size());
  for (std::size_t row = 0; row < length; ++row) {
    for (std::size_t slot = 0; slot < arrays.size(); ++slot)
      tokens[slot] = arrays[slot][row];
    rows.take({{}, tokens});
  }
  return status;
}

}  // namespace

VenueResult<CandlesPage> decode_candles(BodyReader& reader, const Descriptor& descriptor,
                                        const Route& route, const Reply& reply,
                                        std::optional<double> contract_size) {
  if (auto error = classify(reader, descriptor, reply)) return std::move(*error);
  CandleRows rows(route.candles, route.rows_max);
  if (const auto roots = rows.columns().read_roots(reader); !roots.ok())
    return unreadable(descriptor, route, roots.error());
  const auto status =
      route.layout == Layout::arrays
          ? take_arrays(reader, route.rows, rows)
          : reader.each_row(route.rows, route.layout == Layout::map, rows.columns().paths(),
                            [&](std::string_view key, std::span<const Token> tokens) {
                              rows.take({key, tokens});
                            });
  if (!status.ok()) return unreadable(descriptor, route, status.error());
  if (auto error = rows.tally().verdict(descriptor, route, kToleratedOneIn))
    return std::move(*error);
  return std::move(rows).finish(contract_size);
}

}  // namespace scand::lib::exchange
