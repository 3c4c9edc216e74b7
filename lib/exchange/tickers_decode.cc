#include "lib/exchange/tickers_decode.h"

#include <utility>

#include "lib/exchange/body_reader.h"
#include "lib/exchange/numbers.h"
#include "lib/exchange/row_decode.h"

namespace scand::lib::exchange {
namespace {

class TickerRows {
 public:
  explicit TickerRows(const TickerColumns& from)
      : id_(columns_.add(from.id)),
        last_(columns_.add(from.last)),
        open_(columns_.add(from.open)),
        change_(columns_.add(from.change)),
        base_volume_(columns_.add(from.base_volume)),
        quote_volume_(columns_.add(from.quote_volume)),
        time_(columns_.add(from.time)),
        time_unit_(from.time_unit) {}

  RowColumns& columns() { return columns_; }
  [[nodiscard]] const RowTally& tally() const { return tally_; }

  void take(const Row& row) {
    Ticker ticker;
    ticker.id = columns_.text(id_, row);
    if (ticker.id.empty()) return tally_.reject("id");
    tally_.accept();
    ticker.last = value(columns_.number(last_, row));
    ticker.change_percent = value(columns_.percent(change_, row));
    const auto open = value(columns_.number(open_, row));
    if (!ticker.change_percent && ticker.last && open && *open > 0)
      ticker.change_percent = (*ticker.last - *open) / *open * 100;
    ticker.base_volume = value(columns_.number(base_volume_, row));
    ticker.quote_volume = value(columns_.number(quote_volume_, row));
    ticker.time_ms = parse_time_ms(columns_.text(time_, row), time_unit_);
    page_.tickers.push_back(std::move(ticker));
  }

  TickersPage finish(std::string cursor) && {
    page_.next_cursor = std::move(cursor);
    page_.rejected = tally_.rejected();
    return std::move(page_);
  }

 private:
  static std::optional<double> value(const std::optional<RowColumns::Number>& number) {
    return number ? std::optional(number->value) : std::nullopt;
  }

  RowColumns columns_;
  RowColumns::Handle id_, last_, open_, change_, base_volume_, quote_volume_, time_;
  TimeUnit time_unit_;
  TickersPage page_;
  RowTally tally_;
};

}  // namespace

VenueResult<TickersPage> decode_tickers(BodyReader& reader, const Descriptor& descriptor,
                                        const Route& route, const Reply& reply) {
  return decode_list(reader, descriptor, route, reply, TickerRows(route.tickers));
}

}  // namespace scand::lib::exchange
