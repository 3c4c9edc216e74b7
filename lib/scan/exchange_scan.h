#pragma once
// One task from start to partial result. One thread; an object is made for one run.
//
//   find_routes ─ fetch_lists (markets, tickers) ─ choose_markets ─ scan_markets ─ finish
//
// In scan_markets the candle pages of all markets are on their way at once. When the last page of a
// market has arrived, the market is analysed.
//
// The exchange fails as a whole when its markets or tickers cannot be fetched or are an empty list;
// at the deadline; when it is stopped; and by the rules of failure_rules.h. Otherwise the markets
// that failed are counted and the others delivered.

#include <string>
#include <vector>

#include "lib/exchange/body_reader.h"
#include "lib/scan/call_counts.h"
#include "lib/scan/candle_plan.h"
#include "lib/scan/failure_rules.h"
#include "lib/scan/fetcher.h"
#include "lib/scan/market_scan.h"
#include "lib/scan/scanner.h"
#include "lib/scan/time_account.h"
#include "lib/scan/universe.h"

namespace scand::lib {

struct ScanRules {
  FetchOptions fetch;
  MarketScanRules market;
};

class ExchangeScan final : private AnswerReader {
 public:
  // Everything referred to must outlive the scan. `descriptor` is the one of task.key.exchange;
  // `calls` may be null.
  ExchangeScan(const proto::ScanTask& task, const exchange::Descriptor& descriptor,
               http::Client& client, rate::Limiter& limiter, const base::Clock& clock,
               ScanControl& control, const ScanRules& rules, CallCounts* calls = nullptr);

  [[nodiscard]] proto::PartialResult run();

 private:
  using Status = base::Status<Failure>;
  // Tags of calls. Candle calls follow, numbered by market and page.
  static constexpr std::uint64_t kMarketsTag = 0, kTickersTag = 1, kFirstCandlesTag = 2;

  Status find_routes();
  Status fetch_lists();
  Status choose_markets();
  Status scan_markets();
  // The first page of a list, or the page that `cursor` names.
  Status ask_for_list(std::uint64_t tag, const std::string& cursor);
  void ask_for_candles();
  Status take_candles(const Fetched& fetched);
  void analyse(std::size_t index);
  void report_progress();
  [[nodiscard]] Status judge() const;
  [[nodiscard]] proto::PartialResult finish(const Status& status);

  std::optional<Refused> read(std::uint64_t tag, const http::Response& response,
                              base::WallTime now) override;
  std::vector<rate::Feedback> feedback(std::uint64_t tag, const http::Response& response,
                                       base::WallTime now) override;
  void call_ended(std::uint64_t tag, const http::Completion* ended) override;
  std::optional<Refused> read_markets(const exchange::Reply& reply);
  std::optional<Refused> read_tickers(const exchange::Reply& reply);
  std::optional<Refused> read_candles(std::uint64_t tag, const exchange::Reply& reply);
  [[nodiscard]] const exchange::Route& route_of(std::uint64_t tag) const;
  [[nodiscard]] std::int64_t exchange_now_ms() const;

  const proto::ScanTask& task_;
  const exchange::Descriptor& descriptor_;
  const base::Clock& clock_;
  ScanControl& control_;
  const ScanRules& rules_;
  CallCounts* const calls_;
  TimeAccount account_;
  Fetcher fetcher_;
  exchange::BodyReader reader_;

  const exchange::MarketRules* market_rules_ = nullptr;
  const exchange::Route* markets_route_ = nullptr;
  const exchange::Route* tickers_route_ = nullptr;
  const exchange::Route* candles_route_ = nullptr;
  bool tickers_with_markets_ = false;  // one body holds both lists
  std::uint32_t list_pages_ = 0;

  std::vector<Market> markets_;
  std::vector<Ticker> tickers_;
  Selection selection_;
  CandlePlan plan_;
  // The candle pages of one market.
  struct Pages {
    std::vector<exchange::CandlesPage> arrived;  // one for each call of the plan
    std::uint32_t missing = 0;                   // calls that have not ended yet
    bool failed = false;                         // one of them failed: the market is lost
  };
  std::vector<Pages> pages_;  // one for each market of the selection
  std::vector<proto::Signal> signals_;
  MarketFailures failures_;
  CandleCensus census_;
  std::uint32_t done_ = 0;                  // markets that are finished, well or not
  std::optional<double> data_age_seconds_;  // of the oldest signal: from its last close to now
};

}  // namespace scand::lib
