#include "lib/exchange/route_parse.h"

#include <fmt/format.h>
#include <optional>
#include <utility>

#include "lib/exchange/column_parse.h"
#include "lib/exchange/numbers.h"

namespace scand::lib::exchange {
namespace {

std::optional<proto::Interval> interval_of(std::string_view text, const Place& place,
                                           Faults& faults) {
  const auto interval = proto::parse_interval(text);
  if (!interval)
    faults.add(place.node->line, place.key,
               fmt::format("\"{}\" is not one of 1m 3m 5m 15m 30m 1h 2h 4h 6h 12h 1d 1w", text));
  return interval;
}

void parse_intervals(const Place& place, Faults& faults, MarketRules& rules) {
  const DescriptorFields fields(place, faults);
  for (const auto& field : fields.fields()) {
    const Place at = fields.at(field);
    const auto interval = interval_of(field.name, at, faults);
    if (interval) rules.intervals[*interval] = at.node->scalar;
  }
}

void parse_build(const Place& place, Faults& faults, MarketRules& rules) {
  const DescriptorFields fields(place, faults);
  for (const auto& field : fields.fields()) {
    const Place at = fields.at(field);
    const auto made = interval_of(field.name, at, faults);
    const auto source = interval_of(at.node->scalar, at, faults);
    if (made && source) rules.build[*made] = *source;
  }
}

CostRule parse_cost(const std::string& bucket, const Place& place, Faults& faults) {
  CostRule rule{bucket, {}};
  if (place.node->kind != YamlNode::Kind::map) {
    rule.steps.push_back({.units = number_of(place, faults).value_or(1)});
    return rule;
  }
  const DescriptorFields fields(place, faults);
  for (const auto& field : fields.fields()) {
    const Place at = fields.at(field);
    CostRule::Step step;
    const auto rows = parse_number(field.name);
    if (rows && *rows > 0 && *rows < 1e9)
      step.up_to_rows = static_cast<std::uint32_t>(*rows);
    else if (field.name != "more")
      faults.add(at.node->line, at.key, "has to be a number of rows, or \"more\"");
    step.units = number_of(at, faults).value_or(1);
    rule.steps.push_back(step);
  }
  return rule;
}

Layout parse_layout(DescriptorFields& fields, Faults& faults) {
  const auto found = fields.field("layout");
  if (!found || found->node->scalar == "rows") return Layout::rows;
  if (found->node->scalar == "map") return Layout::map;
  if (found->node->scalar != "arrays")
    faults.add(found->node->line, found->key, "has to be rows, map or arrays");
  return Layout::arrays;
}

// The name of a main route is its kind; an extra route has a field for it.
RouteKind parse_kind(DescriptorFields& fields, Faults& faults, const std::string& name) {
  if (const auto kind = parse_route_kind(name)) return *kind;
  const auto found = fields.need("kind");
  if (!found) return RouteKind::candles;
  const auto kind = parse_route_kind(found->node->scalar);
  if (!kind) faults.add(found->node->line, found->key, "has to be markets, tickers or candles");
  return kind.value_or(RouteKind::candles);
}

void parse_query(const Place& place, Faults& faults, Route& route) {
  const DescriptorFields fields(place, faults);
  for (const auto& field : fields.fields()) {
    const Place at = fields.at(field);
    if (at.node->kind != YamlNode::Kind::scalar)
      faults.add(at.node->line, at.key, "has to be one plain value");
    route.query.emplace_back(field.name, at.node->scalar);
  }
}

void parse_conditions_of(DescriptorFields& fields, Faults& faults, Route& route) {
  if (route.kind == RouteKind::candles) {
    if (const auto closed = fields.field("closed"))
      route.candles.closed = parse_conditions(*closed, faults);
  } else if (route.kind == RouteKind::markets) {
    if (const auto only = fields.field("only"))
      route.markets.only = parse_conditions(*only, faults);
    if (const auto active = fields.field("active"))
      route.markets.active = parse_conditions(*active, faults);
  }
}

Route parse_route(const std::string& name, const Place& place, Faults& faults) {
  Route route;
  DescriptorFields fields(place, faults);
  route.name = name;
  route.kind = parse_kind(fields, faults, name);
  route.path = fields.need_text("path");
  if (const auto query = fields.field("query")) parse_query(*query, faults, route);
  if (const auto costs = fields.need("cost")) {
    const DescriptorFields buckets(*costs, faults);
    for (const auto& bucket : buckets.fields())
      route.cost.push_back(parse_cost(bucket.name, buckets.at(bucket), faults));
  }
  if (route.kind == RouteKind::candles) route.rows_max = fields.whole("rows_max", 0);
  route.layout = parse_layout(fields, faults);
  if (const auto rows = fields.field("rows"))
    route.rows = parse_path_checked(rows->node->scalar, *rows, faults);
  if (const auto cursor = fields.field("cursor"))
    route.cursor = parse_path_checked(cursor->node->scalar, *cursor, faults);
  if (const auto columns = fields.need("columns")) parse_columns(*columns, faults, route);
  if (const auto unit =
          route.kind == RouteKind::markets ? std::nullopt : fields.field("time_unit")) {
    const TimeUnit parsed = time_unit_of(*unit, faults).value_or(TimeUnit::milliseconds);
    route.candles.time_unit = parsed;
    route.tickers.time_unit = parsed;
  }
  parse_conditions_of(fields, faults, route);
  fields.finish();
  return route;
}

}  // namespace

MarketRules parse_market_rules(const Place& place, Faults& faults, const std::string& base_url) {
  MarketRules rules;
  DescriptorFields fields(place, faults);
  rules.base_url = fields.text("base_url", base_url);
  if (const auto intervals = fields.need("intervals")) parse_intervals(*intervals, faults, rules);
  if (const auto build = fields.field("build")) parse_build(*build, faults, rules);
  if (const auto routes = fields.need("routes")) {
    const DescriptorFields named(*routes, faults);
    for (const auto& route : named.fields())
      rules.routes.emplace(route.name, parse_route(route.name, named.at(route), faults));
  }
  fields.finish();
  return rules;
}

}  // namespace scand::lib::exchange
