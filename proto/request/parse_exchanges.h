#pragma once
// The part of a request that says where to scan: `exchange`, `parallel`, `market`, `timeframe`.
// They are read together, since each bounds what the others may be.

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "proto/request/request_fields.h"
#include "proto/scan_request.h"

namespace scand::proto {

// The market types that a client may name.
inline constexpr std::array<std::string_view, 2> kMarkets{"spot", "swap"};

// Fills mode, exchanges, market, timeframe and interval. Faults are the reader's.
void parse_exchanges(FieldReader& fields, const ExchangeDirectory& directory,
                     const std::string& default_exchange, ScanRequest& request);

// `all` or `fastest:N`, in any case: a rule that names exchanges by what they are.
[[nodiscard]] bool is_exchange_rule(std::string_view text);

// A name in any case to what it means; refuses an unknown one, with the nearest known. `rules`:
// what the refusal says is allowed besides names.
[[nodiscard]] const ExchangeInfo* known_exchange(FieldReader& fields, std::string_view field,
                                                 const Value& given,
                                                 const ExchangeDirectory& directory,
                                                 std::string_view rules = {});

// A preset or an interval in any case; refuses what is neither. nullopt also when absent.
[[nodiscard]] std::optional<Interval> known_timeframe(FieldReader& fields, const Value& given);

// The market type that a request for `asked` means at an exchange: one that has no other is always
// swap.
[[nodiscard]] MarketType market_at(const ExchangeInfo& exchange, MarketType asked);

}  // namespace scand::proto
