#include "lib/exchange/markets_decode.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "lib/exchange/body_reader.h"
#include "lib/exchange/pair_pattern.h"
#include "lib/exchange/row_decode.h"

namespace scand::lib::exchange {
namespace {

char upper(char c) {
  return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
}

class MarketRows {
 public:
  MarketRows(const Descriptor& descriptor, proto::MarketType type, const MarketColumns& from)
      : descriptor_(descriptor),
        from_(from),
        type_(type),
        id_(columns_.add(from.id)),
        base_(columns_.add(from.base)),
        quote_(columns_.add(from.quote)),
        settle_(columns_.add(from.settle)),
        pair_(columns_.add(from.pair)),
        contract_size_(columns_.add(from.contract_size)),
        only_(columns_.add(from.only)),
        active_(columns_.add(from.active)) {}

  RowColumns& columns() { return columns_; }
  [[nodiscard]] const RowTally& tally() const { return tally_; }

  void take(const Row& row) {
    if (!columns_.holds(only_, row)) return;
    Market market;
    market.id = columns_.text(id_, row);
    if (market.id.empty()) return tally_.reject("id");
    const auto pair = pair_of(row);
    if (!pair) return tally_.reject("base and quote");
    const auto size = columns_.number(contract_size_, row);
    // A contract size that is missing must not silently count as 1: volumes would be wrong.
    if (!from_.contract_size.empty() && !(size && size->value > 0))
      return tally_.reject("contract_size");
    tally_.accept();
    market.base = currency(pair->base);
    market.quote = currency(pair->quote);
    market.symbol = market.base + '/' + market.quote;
    market.type = type_;
    if (type_ == proto::MarketType::swap) {
      const std::string_view settle = columns_.text(settle_, row);
      market.symbol += ':' + (settle.empty() ? market.quote : currency(settle));
      if (size) market.contract_size = size->value;
    }
    market.active = columns_.holds(active_, row);
    page_.markets.push_back(std::move(market));
  }

  MarketsPage finish(std::string cursor) && {
    page_.next_cursor = std::move(cursor);
    page_.rejected = tally_.rejected();
    return std::move(page_);
  }

 private:
  [[nodiscard]] std::optional<Pair> pair_of(const Row& row) const {
    if (!from_.pair.empty()) return match_pair(from_.pair_pattern, columns_.text(pair_, row));
    Pair pair{std::string(columns_.text(base_, row)), std::string(columns_.text(quote_, row))};
    if (pair.base.empty() || pair.quote.empty()) return std::nullopt;
    return pair;
  }

  // Our code for a currency of the exchange.
  [[nodiscard]] std::string currency(std::string_view code) const {
    std::string name(code);
    if (descriptor_.upper_case) std::ranges::transform(name, name.begin(), upper);
    const auto known = descriptor_.currencies.find(name);
    return known == descriptor_.currencies.end() ? name : known->second;
  }

  const Descriptor& descriptor_;
  const MarketColumns& from_;
  proto::MarketType type_;
  RowColumns columns_;
  RowColumns::Handle id_, base_, quote_, settle_, pair_, contract_size_, only_, active_;
  MarketsPage page_;
  RowTally tally_;
};

}  // namespace

VenueResult<MarketsPage> decode_markets(BodyReader& reader, const Descriptor& descriptor,
                                        proto::MarketType type, const Route& route,
                                        const Reply& reply) {
  return decode_list(reader, descriptor, route, reply, MarketRows(descriptor, type, route.markets));
}

}  // namespace scand::lib::exchange
