#include "lib/exchange/request_build.h"

#include <algorithm>
#include <fmt/format.h>
#include <utility>

namespace scand::lib::exchange {
namespace {

struct Wanted {
  const RequestParams& params;
  std::uint32_t rows;
  std::string interval;
};

// The text with its placeholders replaced and encoded. nullopt when one has no value, or the text
// is malformed.
std::optional<std::string> expand(std::string_view text, const Wanted& wanted) {
  const auto pieces = split_placeholders(text);
  if (!pieces) return std::nullopt;
  std::string expanded;
  for (const Piece& piece : *pieces) {
    if (const auto* plain = std::get_if<std::string>(&piece)) {
      expanded += *plain;
      continue;
    }
    const auto& hole = std::get<Placeholder>(piece);
    const auto value = placeholder_value(hole, wanted.params, wanted.rows, wanted.interval);
    if (!value) return std::nullopt;
    expanded += url_encode(*value);
  }
  return expanded;
}

// Expensive requests of some exchanges cost more by the rows asked for.
rate::Cost cost_of(const Route& route, std::uint32_t rows) {
  rate::Cost cost;
  for (const CostRule& rule : route.cost) {
    const auto step = std::ranges::find_if(
        rule.steps, [&](const CostRule::Step& s) { return rows <= s.up_to_rows; });
    const auto& chosen = step == rule.steps.end() ? rule.steps.back() : *step;
    cost.emplace_back(rule.bucket, chosen.units);
  }
  return cost;
}

// Whether the query has a placeholder of that time, in whatever form.
bool uses(const Route& route, std::string_view time) {
  return std::ranges::any_of(route.query, [&](const auto& entry) {
    return entry.second.find(fmt::format("{{{}_", time)) != std::string::npos;
  });
}

}  // namespace

bool can_page_back(const Route& route) {
  return uses(route, "before") || uses(route, "newest") || uses(route, "end");
}

Result<BuiltRequest> build_request(const Descriptor& descriptor, const MarketRules& market,
                                   const Route& route, const RequestParams& params) {
  BuiltRequest request;
  Wanted wanted{params, 0, {}};
  if (route.kind == RouteKind::candles) {
    wanted.rows = params.rows == 0 ? route.rows_max : std::min(params.rows, route.rows_max);
    const auto spelling = market.intervals.find(params.interval);
    if (spelling == market.intervals.end())
      return Failure{ErrorKind::unsupported_timeframe,
                     fmt::format("{} has no {} candles of its own", descriptor.name,
                                 proto::name(params.interval))};
    wanted.interval = spelling->second;
  }
  const auto path = expand(route.path, wanted);
  if (!path)
    return Failure{ErrorKind::internal,
                   fmt::format("{}, route {}: no value for a placeholder of {}", descriptor.name,
                               route.name, route.path)};
  request.url = market.base_url + *path;
  // A path may bring a query of its own.
  char mark = path->find('?') == std::string::npos ? '?' : '&';
  for (const auto& [key, text] : route.query) {
    // An entry whose placeholder has no value this time is left out (no cursor on the first page).
    const auto value = expand(text, wanted);
    if (!value) continue;
    request.url += fmt::format("{}{}={}", mark, key, *value);
    mark = '&';
  }
  request.headers = descriptor.headers;
  request.cost = cost_of(route, wanted.rows);
  request.rows = wanted.rows;
  return request;
}

std::optional<IntervalPlan> plan_interval(const MarketRules& market, proto::Interval interval) {
  if (market.intervals.contains(interval)) return IntervalPlan{interval, 1};
  const auto source = market.build.find(interval);
  if (source == market.build.end()) return std::nullopt;
  const std::int64_t factor = proto::length_ms(interval) / proto::length_ms(source->second);
  return IntervalPlan{source->second, static_cast<std::uint32_t>(factor)};
}

}  // namespace scand::lib::exchange
