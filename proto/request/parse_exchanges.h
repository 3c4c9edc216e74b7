#pragma once
// Parses the part of a request that says where to scan: `exchange`, `parallel`, `market` and
// `timeframe`. They are parsed together because each restricts the others. SPEC.md, "scan.submit".

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "proto/request/request_fields.h"
#include "proto/scan_request.h"

namespace scand::proto {

// The market types by their wire names, in the order of MarketType.
inline constexpr std::array<std::string_view, 2> kMarkets{"spot", "swap"};

// Fills in mode, exchanges, market, timeframe and interval. A fault goes to `fields`.
void parse_exchanges(RequestFields& fields, const ExchangeDirectory& directory,
                     const std::string& default_exchange, ScanRequest& request);

// True for `all` and `fastest:N`, in any case: rules that choose exchanges, rather than names.
[[nodiscard]] bool is_exchange_rule(std::string_view text);

// Looks up a name in any case; refuses an unknown one and suggests the nearest. `rules`: what the
// refusal lists as allowed besides names.
[[nodiscard]] const ExchangeInfo* known_exchange(RequestFields& fields, std::string_view field,
                                                 const Value& given,
                                                 const ExchangeDirectory& directory,
                                                 std::string_view rules = {});

// Parses a preset or an interval in any case; refuses anything else and returns nullopt.
[[nodiscard]] std::optional<Interval> known_timeframe(RequestFields& fields, const Value& given);

// The market type to scan at an exchange when the request says `asked`: an exchange that has only
// futures is always swap.
[[nodiscard]] MarketType market_at(const ExchangeInfo& exchange, MarketType asked);

}  // namespace scand::proto
