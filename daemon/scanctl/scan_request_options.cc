#include "daemon/scanctl/scan_request_options.h"

#include <CLI/CLI.hpp>
#include <charconv>
#include <fmt/format.h>
#include <utility>

namespace scand::daemon {
namespace {

using proto::Value;

Value strings(const std::vector<std::string>& texts) {
  Value::Array items;
  for (const auto& text : texts)
    items.emplace_back(text);
  return items;
}

std::optional<std::uint64_t> whole(std::string_view text) {
  std::uint64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return number;
}

class Fields {
 public:
  void add(std::string_view key, Value value) {
    map_.push_back({std::string(key), std::move(value)});
  }
  template <class T>
  void add_given(std::string_view key, const std::optional<T>& value) {
    if (value) add(key, *value);
  }
  [[nodiscard]] Value take() && { return std::move(map_); }

 private:
  Value::Map map_;
};

// Makes `topN`: one number for all exchanges, or a map from names to numbers.
base::Result<Value, OptionFault> top_n_field(const std::vector<std::string>& texts) {
  Value::Map by_exchange;
  for (const auto& text : texts) {
    const auto equals = text.find('=');
    const auto number =
        whole(equals == std::string::npos ? text : std::string_view(text).substr(equals + 1));
    const bool alone = equals == std::string::npos && texts.size() == 1;
    if (!number || equals == 0 || (equals == std::string::npos && !alone))
      return OptionFault{fmt::format(
          "--top-n: given '{}'; allowed: one number for all, or EXCHANGE=NUMBER,...", text)};
    if (alone) return Value(*number);
    by_exchange.push_back({text.substr(0, equals), *number});
  }
  return Value(std::move(by_exchange));
}

std::optional<OptionFault> add_exchanges(const ScanRequestOptions& options, Fields& fields) {
  const auto& names = options.exchanges;
  if (options.single && names.size() > 1)
    return OptionFault{"--single: takes one --exchange, several were given"};
  if (names.size() == 1)
    fields.add("exchange", names.front());
  else if (names.size() > 1)
    fields.add("exchange", strings(names));
  if (options.parallel) fields.add("parallel", true);
  return std::nullopt;
}

}  // namespace

void add_scan_request_options(CLI::App& command, ScanRequestOptions& options) {
  const auto list = [&](const char* name, std::vector<std::string>& target, const char* text) {
    return command.add_option(name, target, text)
        ->delimiter(',')
        ->take_all()
        ->allow_extra_args(false);
  };
  list("--exchange,-e", options.exchanges,
       "exchanges to scan, comma-separated or repeated; 'all': every one that has the market and "
       "interval; 'fastest:N': the N best of them by recent scans");
  auto* single =
      command.add_flag("--single", options.single, "single mode (the default for one exchange)");
  command.add_flag("--parallel", options.parallel, "parallel mode, even for one exchange")
      ->excludes(single);
  command.add_option("--timeframe,-t", options.timeframe,
                     "scalping, short, medium, daily, weekly, or an interval such as 4h");
  command.add_option("--signal,-s", options.signal, "keep all, BUY, SELL or HOLD");
  command.add_option("--min-strength,-m", options.min_strength,
                     "keep signals of at least this strength, 0 to 100");
  command.add_flag("--quick", options.quick, "the quick set of indicators, fewer candles");
  command.add_option("--market", options.market, "spot or swap");
  list("--symbols", options.symbols, "scan exactly these: BTC/USDT (spot), BTC/USDT:USDT (swap)");
  list("--quote", options.quotes, "quote currencies of the markets to scan");
  list("--top-n,-n", options.top_n,
       "how many markets, by 24 h volume, 0: all; or by exchange: kraken=40,okx=100");
  command.add_option("--min-volume-usd", options.min_volume_usd, "leave out thinner markets");
  command.add_option("--limit,-l", options.limit, "how many signals at most, 0: all");
  command.add_option("--deadline", options.deadline_seconds,
                     "seconds until the job ends with the results so far");
  command.add_option("--request-id", options.request_id,
                     "idempotency key: the same key never scans twice");
  command.add_option("--priority", options.priority, "low, normal or high");
}

base::Result<Value, OptionFault> scan_fields(const ScanRequestOptions& options) {
  Fields fields;
  if (auto fault = add_exchanges(options, fields)) return std::move(*fault);
  fields.add_given("timeframe", options.timeframe);
  fields.add_given("signal", options.signal);
  fields.add_given("minStrength", options.min_strength);
  if (options.quick) fields.add("fullAnalysis", false);
  fields.add_given("market", options.market);
  if (!options.symbols.empty()) fields.add("symbols", strings(options.symbols));
  if (!options.quotes.empty()) fields.add("quote", strings(options.quotes));
  if (!options.top_n.empty()) {
    auto top_n = top_n_field(options.top_n);
    if (!top_n.ok()) return top_n.error();
    fields.add("topN", std::move(top_n).value());
  }
  fields.add_given("minVolumeUsd", options.min_volume_usd);
  fields.add_given("limit", options.limit);
  fields.add_given("deadlineSeconds", options.deadline_seconds);
  fields.add_given("requestId", options.request_id);
  fields.add_given("priority", options.priority);
  return std::move(fields).take();
}

}  // namespace scand::daemon
