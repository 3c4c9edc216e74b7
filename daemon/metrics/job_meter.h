#pragma once
// Counts the events of jobs for the metrics page. A label is an exchange's id or a word of a closed
// list, never a job or a client, so the number of series is bounded.

#include <array>
#include <cstdint>
#include <map>
#include <string>

#include "broker/results/job_observer.h"
#include "daemon/metrics/sample.h"
#include "lib/base/clock.h"
#include "lib/base/guarded.h"
#include "lib/base/histogram.h"
#include "proto/scan_request.h"

namespace scand::daemon {

// The collector's thread reports the events; any thread may read.
class JobMeter final : public broker::JobObserver {
 public:
  // Both must outlive this object.
  JobMeter(const proto::ExchangeDirectory& exchanges, const base::Clock& clock);

  void job_started(const broker::observed::JobStarted& event) override;
  void exchange_started(const broker::observed::ExchangeStarted& event) override;
  void exchange_finished(const broker::observed::ExchangeFinished& event) override;
  void job_finished(const broker::observed::JobFinished& event) override;

  void add_to(Samples& out) const;

 private:
  using Counts = std::map<std::string, std::uint64_t, std::less<>>;
  struct OfExchange {
    base::Histogram scan_seconds;
    double queue_seconds = 0, limiter_seconds = 0, network_seconds = 0, compute_seconds = 0;
    Counts scans{{"success", 0}};  // by outcome
    std::uint64_t signals_found = 0;
    Counts signals;                                  // delivered, by rule
    double last_success_time = 0;                    // Unix; 0: none yet
    Counts symbols;                                  // of the newest scan, by result
    std::map<std::string, double> data_age_seconds;  // by timeframe
  };
  struct State {
    base::Histogram job_seconds;
    std::map<std::string, OfExchange, std::less<>> exchanges;
    std::map<std::string, std::string, std::less<>>
        timeframes;  // of unfinished jobs, so bounded by jobs_max
  };
  static void count(OfExchange& exchange, const proto::ExchangeDetail& detail);
  static void add_exchange(Samples& out, const std::string& id, const OfExchange& exchange);

  const proto::ExchangeDirectory& exchanges_;
  const base::Clock& clock_;
  base::Guarded<State> state_;
};

}  // namespace scand::daemon
