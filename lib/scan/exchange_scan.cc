#include "lib/scan/exchange_scan.h"

#include <algorithm>
#include <cassert>
#include <fmt/format.h>
#include <iterator>
#include <utility>

#include "lib/exchange/candles_decode.h"
#include "lib/exchange/markets_decode.h"
#include "lib/exchange/rate_feedback.h"
#include "lib/exchange/request_build.h"
#include "lib/exchange/tickers_decode.h"

namespace scand::lib {
namespace {

// Far more than any exchange needs; only a cursor that leads in a circle reaches it.
constexpr std::uint32_t kListPagesMax = 100;

Refused refused(const exchange::VenueError& error) {
  return {error.failure(), error.hold.value_or(base::Nanos(0))};
}

}  // namespace

ExchangeScan::ExchangeScan(const proto::ScanTask& task, const exchange::Descriptor& descriptor,
                           http::Client& client, rate::Limiter& limiter, const base::Clock& clock,
                           ScanControl& control, const ScanRules& rules, CallCounts* calls)
    : task_(task),
      descriptor_(descriptor),
      clock_(clock),
      control_(control),
      rules_(rules),
      calls_(calls),
      account_(clock.mono()),
      fetcher_(client, limiter, clock, control, *this, rules.fetch, account_) {}

proto::PartialResult ExchangeScan::run() {
  control_.progress({proto::TaskProgress::Stage::init, 0, 0});
  auto status = find_routes();
  if (status.ok()) status = fetch_lists();
  if (status.ok()) status = choose_markets();
  account_.end_init(clock_.mono());
  if (status.ok()) status = scan_markets();
  return finish(status);
}

// Everything that can be refused without asking the exchange is refused here.
ExchangeScan::Status ExchangeScan::find_routes() {
  market_rules_ = descriptor_.market(task_.key.market);
  if (market_rules_ != nullptr) {
    markets_route_ = market_rules_->route("markets");
    tickers_route_ = market_rules_->route("tickers");
    candles_route_ = market_rules_->route("candles");
  }
  if (markets_route_ == nullptr || tickers_route_ == nullptr || candles_route_ == nullptr)
    return Failure{
        ErrorKind::fatal,
        fmt::format("{} has no {} markets in its descriptor; ask for another market type",
                    descriptor_.id, proto::name(task_.key.market))};
  if (!plan_candles(*market_rules_, task_.key, 0))
    return Failure{ErrorKind::unsupported_timeframe,
                   fmt::format("{} has no {} candles and none to build them from", descriptor_.id,
                               proto::name(task_.key.interval))};
  return base::Ok{};
}

// The first pages of both lists leave together; each page that names another one adds the request
// for it (read_markets, read_tickers). The lists are complete when the fetcher has nothing left.
ExchangeScan::Status ExchangeScan::fetch_lists() {
  const auto url_of = [this](const exchange::Route& route) {
    const auto built = exchange::build_request(descriptor_, *market_rules_, route,
                                               {.now_ms = base::unix_ms(clock_.wall())});
    return built.ok() ? built->url : std::string();
  };
  // At some exchanges one body holds both lists: the same URL is fetched once.
  tickers_with_markets_ = url_of(*markets_route_) == url_of(*tickers_route_);
  if (auto status = ask_for_list(kMarketsTag, ""); !status.ok()) return status;
  if (!tickers_with_markets_) {
    if (auto status = ask_for_list(kTickersTag, ""); !status.ok()) return status;
  }
  for (;;) {
    auto fetched = fetcher_.next();
    if (!fetched.ok()) return std::move(fetched).error();
    if (!fetched->has_value()) return base::Ok{};
    if (auto& failure = (*fetched)->failure) {
      const char* list = (*fetched)->tag == kMarketsTag ? "markets" : "tickers";
      return Failure{failure->kind, fmt::format("{}: {}", list, failure->message)};
    }
  }
}

ExchangeScan::Status ExchangeScan::ask_for_list(std::uint64_t tag, const std::string& cursor) {
  if (++list_pages_ > kListPagesMax)
    return Failure{
        ErrorKind::bad_response,
        fmt::format("{} pages of a list and no end; its cursor leads in a circle", kListPagesMax)};
  auto built = exchange::build_request(descriptor_, *market_rules_, route_of(tag),
                                       {.now_ms = exchange_now_ms(), .cursor = cursor});
  if (!built.ok()) return std::move(built).error();
  fetcher_.add(tag, {std::move(built->url), std::move(built->headers), std::move(built->cost)});
  return base::Ok{};
}

ExchangeScan::Status ExchangeScan::choose_markets() {
  if (auto status = expect_lists(markets_, tickers_, descriptor_.id, task_.key.market);
      !status.ok()) {
    selection_.counts.listed = static_cast<std::uint32_t>(markets_.size());
    return status;
  }
  auto selection = select_universe(markets_, tickers_, task_.key);
  if (!selection.ok()) {
    selection_.counts.listed = static_cast<std::uint32_t>(markets_.size());
    selection_.counts.skipped[std::string(skip::kNotRequested)] = selection_.counts.listed;
    return std::move(selection).error();
  }
  selection_ = std::move(*selection);
  return base::Ok{};
}

ExchangeScan::Status ExchangeScan::scan_markets() {
  plan_ = *plan_candles(*market_rules_, task_.key, exchange_now_ms());
  pages_.resize(selection_.markets.size());
  report_progress();
  ask_for_candles();
  for (;;) {
    auto fetched = fetcher_.next();
    if (!fetched.ok()) return std::move(fetched).error();
    if (!fetched->has_value()) return judge();
    if (auto status = take_candles(**fetched); !status.ok()) return status;
  }
}

// All requests are handed over at once. The fetcher and the limiter decide when each leaves.
void ExchangeScan::ask_for_candles() {
  for (std::size_t index = 0; index < selection_.markets.size(); ++index) {
    pages_[index].arrived.resize(plan_.calls.size());
    pages_[index].missing = static_cast<std::uint32_t>(plan_.calls.size());
    for (std::size_t call = 0; call < plan_.calls.size(); ++call) {
      auto params = plan_.calls[call];
      params.market_id = selection_.markets[index].market.id;
      auto built = exchange::build_request(descriptor_, *market_rules_, *candles_route_, params);
      // The descriptor was checked at start, and the plan was made from it: every placeholder has a
      // value.
      assert(built.ok());
      fetcher_.add(kFirstCandlesTag + index * kCallsPerMarketMax + call,
                   {std::move(built->url), std::move(built->headers), std::move(built->cost)});
    }
  }
}

ExchangeScan::Status ExchangeScan::take_candles(const Fetched& fetched) {
  const std::size_t index = (fetched.tag - kFirstCandlesTag) / kCallsPerMarketMax;
  Pages& pages = pages_[index];
  --pages.missing;
  if (fetched.failure) {
    // One missing page spoils the market; a second one must not count as another failure.
    if (std::exchange(pages.failed, true)) return base::Ok{};
    if (auto status = failures_.add(*fetched.failure); !status.ok()) return status;
  } else {
    failures_.answered();
    if (pages.failed || pages.missing > 0) return base::Ok{};
    analyse(index);
  }
  ++done_;
  report_progress();
  return base::Ok{};
}

void ExchangeScan::analyse(std::size_t index) {
  census_.count(selection_.markets[index], pages_[index].arrived);
  auto outcome = scan_market(selection_.markets[index], task_.key, plan_, pages_[index].arrived,
                             exchange_now_ms(), rules_.market);
  pages_[index].arrived = {};  // a scan of 500 markets must not keep all their candles
  if (!outcome.signal) {
    ++selection_.counts.skipped[std::string(outcome.skipped)];
    return;
  }
  ++selection_.counts.scanned;
  const double age =
      static_cast<double>(exchange_now_ms() - outcome.signal->candle_close_ms) / 1000.0;
  data_age_seconds_ = std::max(age, data_age_seconds_.value_or(age));
  outcome.signal->exchange = descriptor_.id;
  signals_.push_back(std::move(*outcome.signal));
}

void ExchangeScan::report_progress() {
  control_.progress({proto::TaskProgress::Stage::scan, done_, selection_.counts.eligible});
}

ExchangeScan::Status ExchangeScan::judge() const {
  if (auto status = failures_.verdict(selection_.counts.eligible); !status.ok()) return status;
  return census_.verdict(descriptor_.id, task_.key.interval);
}

// A failed scan still reports its counts, traffic and timing, but no signals: a half-finished
// ranking would look like a whole one.
proto::PartialResult ExchangeScan::finish(const Status& status) {
  proto::PartialResult partial{.task_id = task_.task_id, .attempt = task_.attempt};
  partial.exchange = descriptor_.id;
  if (status.ok()) {
    std::ranges::sort(signals_, {}, &proto::Signal::symbol);
    partial.signals = std::move(signals_);
    partial.data_age_seconds = data_age_seconds_;
  } else {
    partial.failure = status.error();
  }
  partial.markets = std::move(selection_.counts);
  partial.markets.not_listed = std::move(selection_.not_listed);
  // A market that was chosen and neither analysed nor skipped has failed, answered or not.
  partial.markets.failed = partial.markets.listed - partial.markets.scanned;
  for (const auto& [reason, count] : partial.markets.skipped)
    partial.markets.failed -= count;
  fetcher_.abandon();
  partial.traffic = fetcher_.traffic();
  if (calls_ != nullptr) calls_->count_traffic(descriptor_.id, partial.traffic);
  partial.timing = account_.close(clock_.mono());
  return partial;
}

std::optional<Refused> ExchangeScan::read(std::uint64_t tag, const http::Response& response,
                                          base::WallTime now) {
  const exchange::Reply reply{response.status, &response.headers, response.body, now};
  if (tag == kMarketsTag) return read_markets(reply);
  if (tag == kTickersTag) return read_tickers(reply);
  return read_candles(tag, reply);
}

std::optional<Refused> ExchangeScan::read_markets(const exchange::Reply& reply) {
  auto page =
      exchange::decode_markets(reader_, descriptor_, task_.key.market, *markets_route_, reply);
  if (!page.ok()) return refused(page.error());
  // Both lists or none: a page is kept only when both can be read.
  if (tickers_with_markets_) {
    if (auto failed = read_tickers(reply)) return failed;
  }
  std::ranges::move(page->markets, std::back_inserter(markets_));
  if (page->next_cursor.empty()) return std::nullopt;
  auto status = ask_for_list(kMarketsTag, page->next_cursor);
  if (!status.ok()) return Refused{std::move(status).error(), base::Nanos(0)};
  return std::nullopt;
}

std::optional<Refused> ExchangeScan::read_tickers(const exchange::Reply& reply) {
  auto page = exchange::decode_tickers(reader_, descriptor_, *tickers_route_, reply);
  if (!page.ok()) return refused(page.error());
  std::ranges::move(page->tickers, std::back_inserter(tickers_));
  if (page->next_cursor.empty() || tickers_with_markets_) return std::nullopt;
  auto status = ask_for_list(kTickersTag, page->next_cursor);
  if (!status.ok()) return Refused{std::move(status).error(), base::Nanos(0)};
  return std::nullopt;
}

std::optional<Refused> ExchangeScan::read_candles(std::uint64_t tag, const exchange::Reply& reply) {
  const std::size_t index = (tag - kFirstCandlesTag) / kCallsPerMarketMax;
  const std::size_t call = (tag - kFirstCandlesTag) % kCallsPerMarketMax;
  auto page = exchange::decode_candles(reader_, descriptor_, *candles_route_, reply,
                                       selection_.markets[index].market.contract_size);
  if (!page.ok()) return refused(page.error());
  pages_[index].arrived[call] = std::move(*page);
  return std::nullopt;
}

std::vector<rate::Feedback> ExchangeScan::feedback(std::uint64_t tag,
                                                   const http::Response& response,
                                                   base::WallTime now) {
  const exchange::Reply reply{response.status, &response.headers, {}, now};
  return exchange::feedback(descriptor_, route_of(tag), reply);
}

void ExchangeScan::call_ended(std::uint64_t tag, const http::Completion* ended) {
  if (calls_ != nullptr) calls_->count_call(descriptor_.id, route_of(tag).name, ended);
}

const exchange::Route& ExchangeScan::route_of(std::uint64_t tag) const {
  if (tag == kMarketsTag) return *markets_route_;
  return tag == kTickersTag ? *tickers_route_ : *candles_route_;
}

std::int64_t ExchangeScan::exchange_now_ms() const {
  return fetcher_.exchange_clock().now_ms(base::unix_ms(clock_.wall()));
}

}  // namespace scand::lib
