#pragma once
// One exchange as data: the content of a descriptor file, parsed. docs/exchanges.md explains the
// language. Plain values, made at start and never changed afterwards: any thread may read them.

#include <cstdint>
#include <limits>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "lib/base/clock.h"
#include "lib/exchange/json_path.h"
#include "proto/error_kind.h"
#include "proto/interval.h"

namespace scand::lib::exchange {

enum class TimeUnit : std::uint8_t { seconds, milliseconds, microseconds, nanoseconds, iso8601 };
enum class VolumeUnit : std::uint8_t { base, contracts, quote };

// Where one value is, and what it is multiplied by.
struct Source {
  Path at;
  double factor = 1;
  std::optional<Path> factor_at;       // multiply by this value of the same row, too
  VolumeUnit unit = VolumeUnit::base;  // of a candle's volume
};
// Alternatives: the first one that is present, not null and not empty counts. No alternatives: the
// exchange does not deliver this value.
using Column = std::vector<Source>;

// A test of one value. one_of: its text is one of `values`; "null" stands for null and for absent.
// empty: it is absent, null, "", [] or {}. `negated` reverses the answer.
struct Condition {
  enum class Test : std::uint8_t { one_of, empty };
  Path at;
  Test test = Test::one_of;
  std::vector<std::string> values;
  bool negated = false;
};
using Conditions = std::vector<Condition>;  // all must hold; an empty list holds

// How a route's rows are laid out: an array (or one single row), a map whose values are the rows,
// or one object of parallel arrays.
enum class Layout : std::uint8_t { rows, map, arrays };
enum class RouteKind : std::uint8_t { markets, tickers, candles };
[[nodiscard]] std::string_view name(RouteKind kind);   // "candles"
[[nodiscard]] std::string_view name(VolumeUnit unit);  // "contracts"
[[nodiscard]] std::optional<RouteKind> parse_route_kind(std::string_view text);

struct CandleColumns {
  Column time, open, high, low, close, volume;
  TimeUnit time_unit = TimeUnit::milliseconds;
  Conditions closed;  // hold for a closed candle; empty: the exchange does not say
};
struct TickerColumns {
  Column id, last, open, change, base_volume, quote_volume, time;  // change in percent
  TimeUnit time_unit = TimeUnit::milliseconds;
};
struct MarketColumns {
  Column id, base, quote, settle, contract_size;
  Column pair;               // one text that holds base and quote, where they are not apart
  std::string pair_pattern;  // "{base}-{quote}-SWAP"
  Conditions only;           // hold for rows of this market type
  Conditions active;         // hold for markets that trade now
};

// What one call takes from one bucket. The first step that is not below the rows asked for counts.
struct CostRule {
  struct Step {
    std::uint32_t up_to_rows = std::numeric_limits<std::uint32_t>::max();
    double units = 1;
  };
  std::string bucket;
  std::vector<Step> steps;
};

struct Route {
  std::string name;
  RouteKind kind = RouteKind::candles;
  std::string path;                                        // with placeholders
  std::vector<std::pair<std::string, std::string>> query;  // values with placeholders
  std::vector<CostRule> cost;
  std::uint32_t rows_max = 0;  // candles: the most rows that one call gives
  Path rows;                   // where the rows are
  Layout layout = Layout::rows;
  std::optional<Path> cursor;  // where the body names the next page
  CandleColumns candles;       // only the columns of `kind` are filled
  TickerColumns tickers;
  MarketColumns markets;
};

struct MarketRules {
  std::string base_url;
  std::map<proto::Interval, std::string> intervals;  // ours -> the exchange's spelling
  std::map<proto::Interval, proto::Interval> build;  // one that it lacks -> what it is built from
  std::map<std::string, Route, std::less<>> routes;  // "markets", "tickers", "candles", extra

  // nullptr when there is none of that name.
  [[nodiscard]] const Route* route(std::string_view name) const;
};

struct Bucket {
  std::string name;
  double limit = 0;
  base::Nanos window{0};
  double burst_share = 0.1;  // of the limit, that may leave at once
  // Response headers that speak of this bucket (lower case; empty: none). They are read on
  // responses of routes that are charged to it.
  std::string used_header, remaining_header, limit_header, reset_header;
  TimeUnit reset_unit = TimeUnit::seconds;
  bool reset_is_time = false;  // true: a point in time; false: a duration
  friend bool operator==(const Bucket&, const Bucket&) = default;
};

// A time inside an error's text, right after the words `after`.
struct TimeInText {
  std::string after;
  TimeUnit unit = TimeUnit::seconds;
  bool is_time = false;  // true: a point in time; false: a duration
};

// Every list that is not empty must match; a list matches by one of its members.
struct ErrorRule {
  std::vector<int> statuses;
  std::vector<std::string> codes;
  std::vector<std::string> texts;  // parts of the text, ignoring case
  proto::ErrorKind kind = proto::ErrorKind::fatal;
  std::optional<base::Nanos> hold;  // zero: no hold, whatever the kind's default is
  std::optional<TimeInText> time;
};

struct ErrorRules {
  std::vector<Conditions> when;  // a body is an error when one of these holds
  std::vector<Path> code, text;  // where its code and text are; the first that is present counts
  std::vector<ErrorRule> rules;  // the first that matches decides
  std::map<proto::ErrorKind, base::Nanos> holds;  // used when neither reply nor rule says how long
};

struct Descriptor {
  std::string id;
  std::string name;
  std::vector<std::string> aliases;
  std::string budget_group;
  std::vector<Bucket> buckets;
  std::vector<std::pair<std::string, std::string>> headers;  // sent with every request
  std::uint32_t default_top_n = 150;
  std::map<std::string, std::string> currencies;  // the exchange's code -> ours
  bool upper_case = false;  // its currency codes are in lower case: convert them
  ErrorRules errors;
  std::map<proto::MarketType, MarketRules> markets;
  std::string file;  // its source, for messages

  // nullptr when the exchange has no such market type.
  [[nodiscard]] const MarketRules* market(proto::MarketType type) const;
  [[nodiscard]] const Bucket* bucket(std::string_view bucket_name) const;
};

// A fault in a descriptor file. `line` counts from 1; 0 means the file as a whole.
struct DescriptorError {
  std::string file;
  int line = 0;
  std::string key;  // "markets.spot.routes.candles.path"
  std::string message;
};
[[nodiscard]] std::string describe(const DescriptorError& error);

}  // namespace scand::lib::exchange
