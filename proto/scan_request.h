#pragma once
// A scan request after parsing: names are resolved, defaults filled in, numbers in range. Also the
// directory of exchanges that resolves the names. SPEC.md, "scan.submit", describes the fields.

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
// Case-sensitive, as name() spells them. The parser of requests folds the case first.
[[nodiscard]] std::optional<ScanMode> parse_scan_mode(std::string_view text);
[[nodiscard]] std::optional<SignalFilter> parse_signal_filter(std::string_view text);
[[nodiscard]] std::optional<Priority> parse_priority(std::string_view text);

struct NamedExchange {
  std::string name;  // the client's spelling, echoed in `exchanges` and `exchange_details`
  std::string id;    // canonical
  friend bool operator==(const NamedExchange&, const NamedExchange&) = default;
};

// How many markets to scan, taken by 24 h quote volume; 0: all. Unset: the exchange's default.
struct TopN {
  std::optional<std::uint32_t> everywhere;
  std::map<std::string, std::uint32_t> by_exchange;  // by canonical id
  friend bool operator==(const TopN&, const TopN&) = default;
};

struct ScanRequest {
  ScanMode mode = ScanMode::single;
  std::vector<NamedExchange> exchanges;  // at least one; no id twice
  // `all` or `fastest:N` in the client's spelling; empty: the client named the exchanges.
  std::string exchange_rule;
  // The N of `fastest:N`: scan the N best of `exchanges` by the broker's ranking. After the broker
  // has chosen, `exchanges` holds only those. Unset: scan all of them.
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
  std::uint32_t limit = 1000;  // of signals; 0: all
  double deadline_seconds = 120;
  std::string request_id;  // empty: none
  Priority priority = Priority::normal;
  std::vector<std::string> ignored_fields;  // sorted
  friend bool operator==(const ScanRequest&, const ScanRequest&) = default;
};

// Whether two requests ask for the same thing (the `requestId` counts too). Two requests with a
// rule are equal whatever exchanges it led to: those change with the ranking and the known
// exchanges.
[[nodiscard]] bool same_body(const ScanRequest& a, const ScanRequest& b);

// What the parser of requests has to know about an exchange. Filled in at start, then read only.
struct ExchangeInfo {
  std::string id;
  std::vector<std::string> aliases;
  std::vector<MarketType> markets;                        // a futures-only exchange has {swap}
  std::map<MarketType, std::vector<Interval>> intervals;  // offered, or built from shorter ones
  std::uint32_t default_top_n = 150;
};

class ExchangeDirectory {
 public:
  ExchangeDirectory() = default;
  explicit ExchangeDirectory(std::vector<ExchangeInfo> exchanges);
  // Finds by id or alias, in any case; nullptr if unknown. Valid as long as the directory.
  [[nodiscard]] const ExchangeInfo* find(std::string_view name) const;
  [[nodiscard]] const std::vector<ExchangeInfo>& all() const { return exchanges_; }

 private:
  std::vector<ExchangeInfo> exchanges_;
  std::map<std::string, std::size_t, std::less<>> by_name_;
};

}  // namespace scand::proto
