#include "recording.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <simdjson.h>
#include <stdexcept>
#include <string_view>

#include "tests/kit/support/source_dir.h"

namespace scand::lib::exchange {
namespace {

namespace fs = std::filesystem;
using simdjson::dom::element;

std::string slurp(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

std::optional<double> number(const element& from, const char* key) {
  double value = 0;
  if (from[key].get(value) == simdjson::SUCCESS) return value;
  return std::nullopt;
}

std::string text(const element& from, const char* key) {
  std::string_view value;
  return from[key].get(value) == simdjson::SUCCESS ? std::string(value) : std::string();
}

std::optional<bool> flag(const element& from, const char* key) {
  bool value = false;
  if (from[key].get(value) == simdjson::SUCCESS) return value;
  return std::nullopt;
}

// The body as it stands in the file, so that number tokens stay what they are.
std::string raw_body(const std::string& file_text) {
  simdjson::ondemand::parser parser;
  const simdjson::padded_string padded(file_text);
  simdjson::ondemand::document document = parser.iterate(padded);
  simdjson::ondemand::value value = document["http_response"];
  switch (value.type()) {
    case simdjson::ondemand::json_type::string:
      return std::string(value.get_string().value());
    case simdjson::ondemand::json_type::array:
      return std::string(value.get_array().value().raw_json().value());
    default:
      return std::string(value.get_object().value().raw_json().value());
  }
}

void read_candles(const element& file, const element& expected, Recording& recording) {
  for (const element row : expected.get_array()) {
    ExpectedCandle candle;
    for (const element cell : row.get_array())
      candle.values.push_back(double(cell));
    candle.time = static_cast<std::int64_t>(candle.values.front());
    candle.values.erase(candle.values.begin());
    recording.candles.push_back(std::move(candle));
  }
  std::int64_t value = 0;
  if (file.at_pointer("/input/2").get(value) == simdjson::SUCCESS) recording.since_ms = value;
  if (file.at_pointer("/input/3").get(value) == simdjson::SUCCESS)
    recording.limit = static_cast<std::size_t>(value);
}

void read_markets(const element& expected, Recording& recording) {
  for (const element row : expected.get_array())
    recording.markets.push_back({text(row, "id"), text(row, "symbol"), text(row, "base"),
                                 text(row, "quote"), text(row, "type"), flag(row, "active"),
                                 flag(row, "inverse"), number(row, "contractSize")});
}

void read_tickers(const element& expected, Recording& recording) {
  const auto one = [&](std::string key, const element& row) {
    ExpectedTicker ticker{std::move(key),
                          number(row, "last"),
                          number(row, "percentage"),
                          number(row, "baseVolume"),
                          number(row, "quoteVolume"),
                          {}};
    if (const auto time = number(row, "timestamp"))
      ticker.timestamp = static_cast<std::int64_t>(*time);
    recording.tickers.push_back(std::move(ticker));
  };
  if (recording.method == "fetchTicker") return one(text(expected, "symbol"), expected);
  for (const auto [key, row] : expected.get_object())
    one(std::string(key), row);
}

// The kind of error is in the file's name where ccxt's comments were the source.
std::string kind_of_error(const element& file, const std::string& name) {
  static const std::map<std::string, std::string> kKinds{
      {"error-bad-request", "fatal"},       {"error-bad-param", "fatal"},
      {"error-business-error", "fatal"},    {"error-dapi-range-too-wide", "fatal"},
      {"error-bad-symbol", "bad_symbol"},   {"error-not-found", "bad_symbol"},
      {"error-maintenance", "maintenance"}, {"error-rate-limited", "rate_limited"},
      {"error-unavailable", "transient"}};
  if (const std::string own = text(file, "expected_kind"); !own.empty()) return own;
  for (const auto& [part, kind] : kKinds)
    if (name.find(part) != std::string::npos) return kind;
  throw std::runtime_error("no kind of error is known for " + name);
}

void read_expected(const element& file, Recording& recording) {
  if (recording.method == "error") {
    recording.error_kind = kind_of_error(file, recording.name);
    recording.hold_seconds = number(file, "expected_hold_seconds");
    recording.has_expected = true;
    return;
  }
  element expected;
  if (file["expected_ccxt_4_5_84"].get(expected) != simdjson::SUCCESS || expected.is_null())
    if (file["expected"].get(expected) != simdjson::SUCCESS) return;
  if (expected.is_null()) return;
  recording.has_expected = true;
  if (recording.method == "fetchOHLCV") read_candles(file, expected, recording);
  if (recording.method == "fetchMarkets") read_markets(expected, recording);
  if (recording.method.starts_with("fetchTicker")) read_tickers(expected, recording);
  recording.some_tickers = file.at_pointer("/input/0").is_array();
}

Recording read_recording(const fs::path& path, std::string name, std::string exchange) {
  const std::string file_text = slurp(path);
  simdjson::dom::parser parser;
  const element file = parser.parse(file_text);
  Recording recording;
  recording.name = std::move(name);
  recording.exchange = std::move(exchange);
  recording.method = text(file, "method");
  recording.market = text(file, "market");
  recording.url = text(file, "url");
  if (recording.url.empty()) {
    std::string_view first;
    if (file.at_pointer("/url/0").get(first) == simdjson::SUCCESS) recording.url = first;
  }
  if (recording.url.starts_with("GET ")) recording.url.erase(0, 4);
  recording.body = raw_body(file_text);
  if (const auto status = number(file, "http_status")) recording.status = static_cast<int>(*status);
  simdjson::dom::object headers;
  if (file["headers"].get(headers) == simdjson::SUCCESS)
    for (const auto [key, value] : headers)
      recording.headers.emplace_back(key, std::string_view(value));
  read_expected(file, recording);
  return recording;
}

// A directory is an exchange's by its name, or by the host that its bodies came from.
const Descriptor* owner(const Registry& registry, const fs::path& directory) {
  if (const auto* found = registry.find(directory.filename().string())) return found;
  for (const auto& entry : fs::directory_iterator(directory)) {
    const std::string file = slurp(entry.path());
    for (const Descriptor& descriptor : registry.all())
      for (const auto& [type, rules] : descriptor.markets)
        if (file.find("GET " + rules.base_url + "/") != std::string::npos) return &descriptor;
  }
  return nullptr;
}

void gather(const Registry& registry, const fs::path& root, bool own,
            std::vector<Recording>& recordings) {
  if (!fs::is_directory(root)) return;
  std::vector<fs::path> files;
  for (const auto& entry : fs::recursive_directory_iterator(root))
    if (entry.path().extension() == ".json") files.push_back(entry.path());
  std::ranges::sort(files);
  std::map<fs::path, const Descriptor*> owners;
  for (const fs::path& file : files) {
    const fs::path directory = file.parent_path();
    if (!owners.contains(directory)) owners[directory] = owner(registry, directory);
    const Descriptor* const descriptor = owners[directory];
    if (descriptor == nullptr) continue;
    const std::string name = (own ? "own/" : "") + fs::relative(file, root).string();
    recordings.push_back(read_recording(file, name, descriptor->id));
    recordings.back().own = own;
  }
}

std::vector<std::string> split(const std::string& text, char by) {
  std::vector<std::string> parts{""};
  for (const char c : text)
    if (c == by)
      parts.emplace_back();
    else
      parts.back() += c;
  return parts;
}

bool path_fits(const std::string& pattern, const std::string& path) {
  const auto wanted = split(pattern, '/');
  const auto given = split(path, '/');
  return std::ranges::equal(wanted, given, [](const std::string& w, const std::string& g) {
    return w == g || w.starts_with('{');
  });
}

// What the route always sends must not be contradicted; what the URL leaves out is no
// contradiction.
bool query_fits(const Route& route, const std::string& query) {
  for (const std::string& entry : split(query, '&')) {
    const std::size_t equals = std::min(entry.find('='), entry.size());
    for (const auto& [key, value] : route.query)
      if (key == entry.substr(0, equals) && value.find('{') == std::string::npos &&
          entry.substr(std::min(equals + 1, entry.size())) != value && key != "limit")
        return false;
  }
  return true;
}

}  // namespace

bool has_shared() {
  const char* const shared = std::getenv("SCAND_SHARED");  // NOLINT(concurrency-mt-unsafe)
  return shared != nullptr && fs::is_directory(fs::path(shared) / "exchanges" / "recorded");
}

std::vector<Recording> all_recordings(const Registry& registry) {
  std::vector<Recording> recordings;
  gather(registry, fs::path(test::source_dir()) / "tests" / "data" / "exchanges", true, recordings);
  if (has_shared()) {
    const fs::path shared = std::getenv("SCAND_SHARED");  // NOLINT(concurrency-mt-unsafe)
    gather(registry, shared / "exchanges" / "recorded", false, recordings);
  }
  return recordings;
}

std::vector<FittingRoute> fitting_routes(const Descriptor& descriptor, const std::string& url) {
  const std::size_t mark = std::min(url.find('?'), url.size());
  const std::string query = url.substr(std::min(mark + 1, url.size()));
  std::vector<FittingRoute> fitting;
  for (const auto& [type, rules] : descriptor.markets)
    for (const auto& [name, route] : rules.routes)
      if (path_fits(rules.base_url + route.path, url.substr(0, mark)) && query_fits(route, query))
        fitting.push_back({type, &rules, &route});
  return fitting;
}

const Registry& builtin_registry() {
  static const Registry kRegistry = [] {
    auto loaded = Registry::load({});
    if (!loaded.ok()) throw std::runtime_error(describe(loaded.error().front()));
    return std::move(loaded).value();
  }();
  return kRegistry;
}

}  // namespace scand::lib::exchange
