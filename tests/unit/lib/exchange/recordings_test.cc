// Decodes every recorded body and every sample of our own by its descriptor, and compares the
// result with what it should give.

#include <algorithm>
#include <cctype>
#include <cmath>
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <iostream>
#include <map>
#include <numeric>
#include <set>
#include <string>
#include <vector>

#include "recording.h"
#include "recording_exceptions.h"

#include "lib/exchange/body_reader.h"
#include "lib/exchange/candles_decode.h"
#include "lib/exchange/classify.h"
#include "lib/exchange/markets_decode.h"
#include "lib/exchange/tickers_decode.h"

namespace scand::lib::exchange {
namespace {

struct Mismatch {
  std::string field, message;
};
using Mismatches = std::vector<Mismatch>;

void compare(Mismatches& found, const std::string& field, const std::string& where,
             std::optional<double> expected, std::optional<double> actual) {
  if (!expected && !actual) return;
  const bool equal = expected && actual &&
                     std::abs(*expected - *actual) <= 1e-12 * std::max(1.0, std::abs(*expected));
  if (!equal)
    found.push_back({field, fmt::format("{}: expected {} and got {}", where,
                                        expected ? fmt::format("{}", *expected) : "nothing",
                                        actual ? fmt::format("{}", *actual) : "nothing")});
}

Reply reply_of(const Recording& recording) {
  return {recording.status.value_or(200), &recording.headers, recording.body, {}};
}

Mismatches failed(const VenueError& error) {
  return {{"decode", error.message}};
}

Mismatches check_candles(const Recording& recording, const Descriptor& descriptor,
                         const Route& route) {
  BodyReader reader;
  const auto page = decode_candles(reader, descriptor, route, reply_of(recording), std::nullopt);
  if (!page.ok()) return failed(page.error());
  const Candles& got = page->candles;
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < got.size(); ++i)
    if (!recording.since_ms || got.time[i] >= *recording.since_ms) order.push_back(i);
  std::ranges::stable_sort(order, {}, [&](std::size_t i) { return got.time[i]; });
  // With a start the first rows are wanted, otherwise the last.
  if (recording.limit && order.size() > *recording.limit) {
    const auto extra = static_cast<std::ptrdiff_t>(order.size() - *recording.limit);
    if (recording.since_ms)
      order.erase(order.end() - extra, order.end());
    else
      order.erase(order.begin(), order.begin() + extra);
  }
  Mismatches found;
  if (!recording.has_expected) {
    if (order.empty()) found.push_back({"rows", "no rows"});
    return found;
  }
  if (order.size() != recording.candles.size())
    found.push_back({"rows", fmt::format("expected {} rows and got {}", recording.candles.size(),
                                         order.size())});
  for (std::size_t i = 0; i < std::min(order.size(), recording.candles.size()); ++i) {
    const std::size_t at = order[i];
    const std::vector<double> row{got.open[at], got.high[at], got.low[at], got.close[at],
                                  got.volume[at]};
    if (got.time[at] != recording.candles[i].time || row != recording.candles[i].values)
      found.push_back({"rows", fmt::format("row {} differs", i)});
  }
  return found;
}

Mismatches check_markets(const Recording& recording, const Descriptor& descriptor,
                         const FittingRoute& at) {
  BodyReader reader;
  const auto page = decode_markets(reader, descriptor, at.market, *at.route, reply_of(recording));
  if (!page.ok()) return failed(page.error());
  Mismatches found;
  if (!recording.has_expected) {
    if (page->markets.empty()) found.push_back({"rows", "no rows"});
    return found;
  }
  std::map<std::string, Market> got;
  for (const Market& market : page->markets)
    got.emplace(market.id, market);
  for (const ExpectedMarket& expected : recording.markets) {
    // A list of swaps may hold contracts that are not linear; scand leaves those out.
    if (expected.inverse.value_or(false)) continue;
    const auto entry = got.find(expected.id);
    if (entry == got.end()) {
      found.push_back({"rows", expected.id + " is missing"});
      continue;
    }
    const Market& market = entry->second;
    const auto same = [&](const std::string& field, const std::string& e, std::string_view a) {
      if (e != a)
        found.push_back({field, fmt::format("{}: expected {} and got {}", expected.id, e, a)});
    };
    same("symbol", expected.symbol, market.symbol);
    same("base", expected.base, market.base);
    same("quote", expected.quote, market.quote);
    same("type", expected.type, proto::name(market.type));
    same("active", expected.active.value_or(true) ? "true" : "false",
         market.active ? "true" : "false");
    if (expected.contract_size)
      compare(found, "contract_size", expected.id, expected.contract_size, market.contract_size);
    got.erase(entry);
  }
  for (const auto& [id, market] : got)
    found.push_back({"rows", id + " is not expected"});
  return found;
}

// "BTC/USDT:USDT" and "BTC_USDT" alike -> "BTCUSDT".
std::string squeezed(const std::string& name) {
  std::string letters;
  for (const char c : name.substr(0, name.find(':')))
    if (std::isalnum(static_cast<unsigned char>(c)) != 0)
      letters += static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  return letters;
}

Mismatches check_tickers(const Recording& recording, const Descriptor& descriptor,
                         const Route& route) {
  BodyReader reader;
  const auto page = decode_tickers(reader, descriptor, route, reply_of(recording));
  if (!page.ok()) return failed(page.error());
  Mismatches found;
  if (!recording.has_expected) {
    if (page->tickers.empty()) found.push_back({"rows", "no rows"});
    return found;
  }
  const bool single = recording.tickers.size() == 1 && page->tickers.size() == 1;
  if (!recording.some_tickers && page->tickers.size() != recording.tickers.size())
    found.push_back({"rows", fmt::format("expected {} rows and got {}", recording.tickers.size(),
                                         page->tickers.size())});
  for (const ExpectedTicker& expected : recording.tickers) {
    const auto got = std::ranges::find_if(page->tickers, [&](const Ticker& ticker) {
      return single || squeezed(ticker.id) == squeezed(expected.symbol);
    });
    if (got == page->tickers.end()) {
      found.push_back({"rows", expected.symbol + " is missing"});
      continue;
    }
    compare(found, "last", expected.symbol, expected.last, got->last);
    compare(found, "percentage", expected.symbol, expected.percentage, got->change_percent);
    compare(found, "base_volume", expected.symbol, expected.base_volume, got->base_volume);
    compare(found, "quote_volume", expected.symbol, expected.quote_volume, got->quote_volume);
    if (expected.timestamp != got->time_ms)
      found.push_back({"timestamp", expected.symbol + ": another time"});
  }
  return found;
}

// Where the status was not recorded, the body must give the same result with either.
Mismatches check_error(const Recording& recording, const Descriptor& descriptor) {
  std::vector<int> statuses{200, 400};
  if (recording.status) statuses = {*recording.status};
  Mismatches found;
  for (const int status : statuses) {
    Reply reply = reply_of(recording);
    reply.status = status;
    const auto error = classify(descriptor, reply);
    const std::string kind = error ? std::string(proto::name(error->kind)) : "none";
    if (kind != recording.error_kind)
      found.push_back({"kind", fmt::format("status {}: expected {} and got {}", status,
                                           recording.error_kind, kind)});
    if (error && recording.hold_seconds)
      compare(found, "hold", "hold", recording.hold_seconds,
              error->hold ? std::optional(base::seconds(*error->hold)) : std::nullopt);
  }
  return found;
}

RouteKind kind_of(const std::string& method) {
  return method == "fetchOHLCV"     ? RouteKind::candles
         : method == "fetchMarkets" ? RouteKind::markets
                                    : RouteKind::tickers;
}

// Of the routes that fit the URL, the one of the market type that the expectation is about.
std::optional<FittingRoute> route_for(const Recording& recording, const Descriptor& descriptor) {
  auto fitting = fitting_routes(descriptor, recording.url);
  std::erase_if(fitting,
                [&](const FittingRoute& f) { return f.route->kind != kind_of(recording.method); });
  if (fitting.empty()) return std::nullopt;
  const std::string symbol = !recording.markets.empty()   ? recording.markets[0].symbol
                             : !recording.tickers.empty() ? recording.tickers[0].symbol
                                                          : "";
  const bool swap = recording.market == "swap" || symbol.find(':') != std::string::npos;
  const auto type = swap ? proto::MarketType::swap : proto::MarketType::spot;
  const auto fits = std::ranges::find(fitting, type, &FittingRoute::market);
  return fits == fitting.end() ? fitting.front() : *fits;
}

Mismatches mismatches(const Recording& recording) {
  const Descriptor* descriptor = builtin_registry().find(recording.exchange);
  if (recording.method == "error") return check_error(recording, *descriptor);
  auto at = route_for(recording, *descriptor);
  // The futures of an exchange may be a separate exchange in scand.
  for (const Descriptor& other : builtin_registry().all()) {
    if (at) break;
    at = route_for(recording, other);
    descriptor = &other;
  }
  if (!at) return {{"route", "no route fits " + recording.url}};
  if (recording.method == "fetchOHLCV") return check_candles(recording, *descriptor, *at->route);
  if (recording.method == "fetchMarkets") return check_markets(recording, *descriptor, *at);
  return check_tickers(recording, *descriptor, *at->route);
}

const std::vector<Recording>& recordings() {
  static const std::vector<Recording> kRecordings = all_recordings(builtin_registry());
  return kRecordings;
}

class RecordingTest : public testing::TestWithParam<std::size_t> {};

TEST_P(RecordingTest, GivesWhatIsExpected) {
  const Recording& recording = recordings()[GetParam()];
  Mismatches found = mismatches(recording);
  for (const RecordingException& exception : recording_exceptions()) {
    if (exception.file != recording.name) continue;
    const auto excused = std::erase_if(
        found, [&](const Mismatch& mismatch) { return mismatch.field == exception.field; });
    EXPECT_GT(excused, 0U) << "the exception for " << exception.field << " of " << exception.file
                           << " (" << exception.reason << ") is no longer needed";
  }
  for (std::size_t i = 0; i < std::min<std::size_t>(found.size(), 5); ++i)
    ADD_FAILURE() << recording.name << ": " << found[i].field << ": " << found[i].message;
}

std::string test_name(const testing::TestParamInfo<std::size_t>& info) {
  std::string name = recordings()[info.param].name;
  for (char& c : name)
    if (std::isalnum(static_cast<unsigned char>(c)) == 0) c = '_';
  return name;
}

std::vector<std::size_t> all_indices() {
  std::vector<std::size_t> indices(recordings().size());
  std::iota(indices.begin(), indices.end(), std::size_t{0});
  return indices;
}

INSTANTIATE_TEST_SUITE_P(All, RecordingTest, testing::ValuesIn(all_indices()), test_name);

TEST(Recordings, AreAllThere) {
  std::map<std::string, int> own;
  int recorded = 0;
  std::set<std::string> names;
  for (const Recording& recording : recordings()) {
    names.insert(recording.name);
    if (recording.own)
      ++own[recording.exchange];
    else
      ++recorded;
  }
  std::cout << "read " << recordings().size() - static_cast<std::size_t>(recorded)
            << " samples of our own and " << recorded << " recordings"
            << (has_shared() ? "" : " (SCAND_SHARED names none)") << '\n';
  for (const Descriptor& descriptor : builtin_registry().all())
    EXPECT_GE(own[descriptor.id], 6) << descriptor.id << " has too few samples of our own";
  for (const RecordingException& exception : recording_exceptions())
    if (has_shared() || exception.file.starts_with("own/")) {
      EXPECT_TRUE(names.contains(exception.file)) << exception.file << " is gone";
    }
  if (has_shared()) {
    EXPECT_GT(recorded, 100);
  }
}

// So that a run says what it lacked.
TEST(Recordings, OfExchangesAreThere) {
  if (!has_shared()) GTEST_SKIP() << "no recorded answers of exchanges: SCAND_SHARED is not set";
  EXPECT_TRUE(std::ranges::any_of(recordings(), [](const Recording& each) { return !each.own; }));
}

}  // namespace
}  // namespace scand::lib::exchange
