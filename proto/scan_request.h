#pragma once
// A scan request after parsing and defaults: every name is known, every number in range.
// Two requests are the same body when these structs are equal (requestId apart).

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "proto/interval.h"

namespace scand::proto {

enum class ScanMode : std::uint8_t { single, parallel };
enum class SignalFilter : std::uint8_t { all, buy, sell, hold };
enum class Priority : std::uint8_t { low, normal, high };

[[nodiscard]] std::string_view name(ScanMode mode);
inline constexpr std::array<std::string_view, 3> kPriorityNames{"low", "normal", "high"};
inline constexpr std::array<std::string_view, 4> kSignalFilters{"all", "BUY", "SELL", "HOLD"};
[[nodiscard]] std::string_view name(SignalFilter filter);
[[nodiscard]] std::string_view name(Priority priority);
// Exact, as name() has them; a client's spelling is folded before.
[[nodiscard]] std::optional<ScanMode> parse_scan_mode(std::string_view text);
[[nodiscard]] std::optional<SignalFilter> parse_signal_filter(std::string_view text);
[[nodiscard]] std::optional<Priority> parse_priority(std::string_view text);

struct NamedExchange {
  std::string name;  // as the client spelled it: echoed in `exchanges` and `exchange_details`
  std::string id;    // canonical
  friend bool operator==(const NamedExchange&, const NamedExchange&) = default;
};

// How many markets, by 24 h quote volume; 0 is all. Unset: the exchange's default.
struct TopN {
  std::optional<std::uint32_t> everywhere;
  std::map<std::string, std::uint32_t> by_exchange;  // by canonical id
  friend bool operator==(const TopN&, const TopN&) = default;
};

struct ScanRequest {
  ScanMode mode = ScanMode::single;
  std::vector<NamedExchange> exchanges;  // at least one; no id twice
  // The string that stood for several exchanges, as the client spelled it; empty: they were named.
  std::string exchange_rule;
  // Of `fastest:N`: so many of `exchanges`, the best of the broker's ranking, are to be scanned;
  // once it has chosen, `exchanges` are those. Unset: all of them.
  std::optional<std::uint32_t> fastest;
  std::string timeframe = "medium";  // as sent, in lower case
  Interval interval = Interval::h1;
  SignalFilter signal = SignalFilter::all;
  double min_strength = 50;
  bool full_analysis = true;
  MarketType market = MarketType::spot;
  std::vector<std::string> symbols;
  std::vector<std::string> quotes{"USDT", "USDC", "USD"};
  TopN top_n;
  double min_volume_usd = 100'000;
  std::uint32_t limit = 1000;  // signals; 0: all
  double deadline_seconds = 120;
  std::string request_id;  // empty: none
  Priority priority = Priority::normal;
  std::vector<std::string> ignored_fields;  // sorted
  friend bool operator==(const ScanRequest&, const ScanRequest&) = default;
};

// Whether two requests ask for the same, requestIds included: what a rule leads to, which changes
// with the exchanges there are and with their ranking, is no part of it.
[[nodiscard]] bool same_body(const ScanRequest& a, const ScanRequest& b);

// What a parser has to know of the exchanges. Made at start by the composition root; read only.
struct ExchangeInfo {
  std::string id;
  std::vector<std::string> aliases;
  std::vector<MarketType> markets;                        // a futures-only exchange has {swap}
  std::map<MarketType, std::vector<Interval>> intervals;  // what it has or can build
  std::uint32_t default_top_n = 150;
};

class ExchangeDirectory {
 public:
  ExchangeDirectory() = default;
  explicit ExchangeDirectory(std::vector<ExchangeInfo> exchanges);
  // By id or alias, in any case; nullptr when unknown. Valid as long as the directory.
  [[nodiscard]] const ExchangeInfo* find(std::string_view name) const;
  [[nodiscard]] const std::vector<ExchangeInfo>& all() const { return exchanges_; }

 private:
  std::vector<ExchangeInfo> exchanges_;
  std::map<std::string, std::size_t, std::less<>> by_name_;
};

}  // namespace scand::proto
