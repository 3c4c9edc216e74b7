#include "lib/exchange/column_parse.h"

#include <cstddef>
#include <fmt/format.h>
#include <utility>

#include "lib/exchange/numbers.h"
#include "lib/exchange/pair_pattern.h"

namespace scand::lib::exchange {
namespace {

// BodyReader compares keys in place, and a key near the end of a body may be compared with bytes
// past it. The padding there (simdjson's 64 bytes) covers steps of this length.
constexpr std::size_t kLongestStep = 48;

VolumeUnit parse_unit(const Place& place, Faults& faults) {
  const std::string& text = place.node->scalar;
  if (text == "contracts") return VolumeUnit::contracts;
  if (text == "quote") return VolumeUnit::quote;
  if (text != "base")
    faults.add(place.node->line, place.key,
               fmt::format("has to be base, contracts or quote, not \"{}\"", text));
  return VolumeUnit::base;
}

Source parse_source(const Place& place, Faults& faults) {
  Source source;
  if (place.node->kind == YamlNode::Kind::scalar) {
    source.at = parse_path_checked(place.node->scalar, place, faults);
    return source;
  }
  DescriptorFields fields(place, faults);
  source.at = parse_path_checked(fields.need_text("at"), place, faults);
  if (const auto times = fields.field("times")) {
    if (const auto factor = parse_number(times->node->scalar))
      source.factor = *factor;
    else
      source.factor_at = parse_path_checked(times->node->scalar, *times, faults);
  }
  if (const auto unit = fields.field("unit")) source.unit = parse_unit(*unit, faults);
  fields.finish();
  return source;
}

Condition parse_condition(const Place& place, Faults& faults) {
  Condition condition;
  if (place.node->kind != YamlNode::Kind::map) {
    condition.values = texts_of(place, faults);
    return condition;
  }
  DescriptorFields fields(place, faults);
  const auto none_of = fields.field("not");
  const bool empty = fields.field("empty").has_value();
  fields.finish();
  if (none_of.has_value() == empty) {
    fields.fault("has to be a value, a list, {not: ...} or {empty: true}");
  } else if (none_of) {
    condition.values = texts_of(*none_of, faults);
    condition.negated = true;
  } else {
    condition.test = Condition::Test::empty;
    condition.negated = !fields.flag("empty", true);
  }
  return condition;
}

using Named = std::vector<std::pair<std::string, Column*>>;

void read(DescriptorFields& fields, Faults& faults, const Named& columns) {
  for (const auto& [name, column] : columns)
    if (const auto found = fields.field(name)) *column = parse_column(*found, faults);
}

void read_pair(DescriptorFields& fields, Faults& faults, MarketColumns& columns) {
  const auto pair = fields.field("pair");
  if (!pair) return;
  DescriptorFields inside(*pair, faults);
  if (const auto at = inside.need("at")) columns.pair = parse_column(*at, faults);
  columns.pair_pattern = inside.need_text("pattern");
  inside.finish();
  if (!valid_pair_pattern(columns.pair_pattern))
    inside.fault("its pattern needs {base} and {quote} with something between them");
}

}  // namespace

Path parse_path_checked(std::string_view text, const Place& place, Faults& faults) {
  Path path = parse_path(text);
  for (const std::string& step : path.steps)
    if (step.empty() || step.size() > kLongestStep ||
        step.find_first_of("\"\\") != std::string::npos)
      faults.add(place.node->line, place.key,
                 fmt::format("\"{}\" is not a path of keys and indices", text));
  return path;
}

Column parse_column(const Place& place, Faults& faults) {
  Column column;
  if (place.node->kind != YamlNode::Kind::list) return {parse_source(place, faults)};
  for (const YamlNode& item : place.node->items)
    column.push_back(parse_source({&item, place.key}, faults));
  return column;
}

Conditions parse_conditions(const Place& place, Faults& faults, bool root) {
  Conditions conditions;
  const DescriptorFields fields(place, faults);
  for (const auto& field : fields.fields()) {
    const Place at = fields.at(field);
    Condition condition = parse_condition(at, faults);
    condition.at = parse_path_checked(field.name, at, faults);
    if (root) condition.at.from = Path::From::root;
    conditions.push_back(std::move(condition));
  }
  return conditions;
}

void parse_columns(const Place& place, Faults& faults, Route& route) {
  DescriptorFields fields(place, faults);
  CandleColumns& candles = route.candles;
  TickerColumns& tickers = route.tickers;
  MarketColumns& markets = route.markets;
  switch (route.kind) {
    case RouteKind::candles:
      read(fields, faults,
           {{"time", &candles.time},
            {"open", &candles.open},
            {"high", &candles.high},
            {"low", &candles.low},
            {"close", &candles.close},
            {"volume", &candles.volume}});
      break;
    case RouteKind::tickers:
      read(fields, faults,
           {{"id", &tickers.id},
            {"last", &tickers.last},
            {"open", &tickers.open},
            {"change", &tickers.change},
            {"base_volume", &tickers.base_volume},
            {"quote_volume", &tickers.quote_volume},
            {"time", &tickers.time}});
      break;
    case RouteKind::markets:
      read(fields, faults,
           {{"id", &markets.id},
            {"base", &markets.base},
            {"quote", &markets.quote},
            {"settle", &markets.settle},
            {"contract_size", &markets.contract_size}});
      read_pair(fields, faults, markets);
      break;
  }
  fields.finish();
}

}  // namespace scand::lib::exchange
