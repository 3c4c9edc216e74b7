#include "lib/exchange/descriptor_check.h"

#include <algorithm>
#include <fmt/format.h>
#include <string>
#include <string_view>
#include <utility>

#include "lib/exchange/placeholders.h"
#include "lib/exchange/request_build.h"

namespace scand::lib::exchange {
namespace {

class Checker {
 public:
  explicit Checker(const Descriptor& descriptor) : descriptor_(descriptor) {}

  std::vector<DescriptorError> run() {
    check_names();
    for (const Bucket& bucket : descriptor_.buckets) {
      if (bucket.limit <= 0) fault("buckets." + bucket.name, "its limit has to be more than 0");
      if (!(bucket.burst_share > 0 && bucket.burst_share <= 1))
        fault("buckets." + bucket.name, "its burst_share has to be more than 0 and at most 1");
    }
    if (descriptor_.buckets.empty()) fault("buckets", "there is none");
    if (descriptor_.markets.empty()) fault("markets", "there is none");
    for (const auto& [type, rules] : descriptor_.markets)
      check_market("markets." + std::string(proto::name(type)), rules);
    return std::move(faults_);
  }

 private:
  void fault(std::string key, std::string message) {
    faults_.push_back({descriptor_.file, 0, std::move(key), std::move(message)});
  }

  static bool is_name(std::string_view text) {
    return !text.empty() && text.size() <= 32 && std::ranges::all_of(text, [](char c) {
      return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
    });
  }

  void check_names() {
    if (!is_name(descriptor_.id)) fault("id", "has to be 1 to 32 small letters, digits, - or _");
    for (const std::string& alias : descriptor_.aliases)
      if (!is_name(alias)) fault("aliases", "have to be small letters, digits, - or _");
    if (!is_name(descriptor_.budget_group))
      fault("budget_group", "has to be 1 to 32 small letters, digits, - or _");
  }

  void check_market(const std::string& key, const MarketRules& rules) {
    const std::string& url = rules.base_url;
    if (!(url.starts_with("https://") || url.starts_with("http://")) || url.ends_with('/'))
      fault(key + ".base_url", "has to start with https:// or http:// and not end with /");
    check_intervals(key, rules);
    for (const char* const name : {"markets", "tickers", "candles"})
      if (rules.route(name) == nullptr)
        fault(key + ".routes", fmt::format("the route \"{}\" is missing", name));
    for (const auto& [name, route] : rules.routes)
      check_route(fmt::format("{}.routes.{}", key, name), route);
  }

  void check_intervals(const std::string& key, const MarketRules& rules) {
    if (rules.intervals.empty()) fault(key + ".intervals", "there is none");
    for (const auto& [interval, spelling] : rules.intervals)
      if (spelling.empty()) fault(key + ".intervals", "a spelling is empty");
    for (const auto& [made, source] : rules.build) {
      const std::string at = fmt::format("{}.build.{}", key, proto::name(made));
      if (rules.intervals.contains(made)) fault(at, "the venue has this interval itself");
      if (!rules.intervals.contains(source))
        fault(at, fmt::format("{} is not among the intervals", proto::name(source)));
      const bool fits = proto::length_ms(made) > proto::length_ms(source) &&
                        proto::length_ms(made) % proto::length_ms(source) == 0;
      if (!fits) fault(at, fmt::format("{} does not fit into it", proto::name(source)));
    }
  }

  void check_route(const std::string& key, const Route& route) {
    if (!route.path.starts_with('/')) fault(key + ".path", "has to start with /");
    check_placeholders(key + ".path", route.path, true);
    for (const auto& [name, text] : route.query)
      check_placeholders(fmt::format("{}.query.{}", key, name), text, false);
    const bool sends_cursor = std::ranges::any_of(route.query, [](const auto& entry) {
      return entry.second.find("{cursor}") != std::string::npos;
    });
    if (sends_cursor != route.cursor.has_value())
      fault(key + ".cursor", "a cursor has to be both in the query and in the body");
    if (route.cost.empty()) fault(key + ".cost", "there is none");
    for (const CostRule& cost : route.cost)
      check_cost(fmt::format("{}.cost.{}", key, cost.bucket), cost);
    check_columns(key, route);
  }

  // In a path every placeholder needs a value in every call; in a query an entry can be left out.
  void check_placeholders(const std::string& key, const std::string& text, bool in_path) {
    const auto pieces = split_placeholders(text);
    if (!pieces) return fault(key, "its braces or a placeholder in them are malformed");
    for (const Piece& piece : *pieces) {
      const auto* const hole = std::get_if<Placeholder>(&piece);
      if (hole == nullptr) continue;
      if (!known_placeholder(hole->name))
        fault(key, fmt::format("{{{}}} is not a placeholder", hole->name));
      if (in_path && (hole->name == "cursor" || hole->name.starts_with("before_")))
        fault(key, fmt::format("{{{}}} may have no value and cannot stand in a path", hole->name));
    }
  }

  void check_cost(const std::string& key, const CostRule& cost) {
    if (descriptor_.bucket(cost.bucket) == nullptr)
      fault(key, fmt::format("there is no bucket \"{}\"", cost.bucket));
    for (const CostRule::Step& step : cost.steps)
      if (step.units <= 0) fault(key, "a cost has to be more than 0");
    if (!std::ranges::is_sorted(cost.steps, {}, &CostRule::Step::up_to_rows) || cost.steps.empty())
      fault(key, "its steps have to rise by rows");
  }

  void check_columns(const std::string& key, const Route& route) {
    const auto need = [&](const Column& column, std::string_view name) {
      if (column.empty()) fault(fmt::format("{}.columns.{}", key, name), "is missing");
    };
    // An extra route may deliver less than a main one, whose name is its kind.
    const bool main = route.name == name(route.kind);
    if (route.kind == RouteKind::candles) {
      const CandleColumns& c = route.candles;
      for (const auto& [column, label] : {std::pair{&c.time, "time"},
                                          {&c.open, "open"},
                                          {&c.high, "high"},
                                          {&c.low, "low"},
                                          {&c.close, "close"},
                                          {&c.volume, "volume"}})
        need(*column, label);
      if (route.rows_max == 0) fault(key + ".rows_max", "has to be more than 0");
    } else if (route.kind == RouteKind::tickers) {
      need(route.tickers.id, "id");
      need(route.tickers.last, "last");
      if (main) need(route.tickers.quote_volume, "quote_volume");
    } else {
      need(route.markets.id, "id");
      if (route.markets.pair.empty()) {
        need(route.markets.base, "base");
        need(route.markets.quote, "quote");
      }
    }
    check_arrays(key, route);
  }

  void check_arrays(const std::string& key, const Route& route) {
    if (route.layout != Layout::arrays) return;
    if (route.kind != RouteKind::candles)
      return fault(key + ".layout", "arrays are for candles only");
    const CandleColumns& c = route.candles;
    for (const Column* column : {&c.time, &c.open, &c.high, &c.low, &c.close, &c.volume})
      for (const Source& source : *column)
        if (source.at.from != Path::From::row || source.at.steps.size() != 1)
          fault(key + ".columns", "with arrays each column is one key");
  }

  const Descriptor& descriptor_;
  std::vector<DescriptorError> faults_;
};

}  // namespace

std::vector<DescriptorError> check(const Descriptor& descriptor) {
  return Checker(descriptor).run();
}

}  // namespace scand::lib::exchange
