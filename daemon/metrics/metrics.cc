#include "daemon/metrics/metrics.h"

#include <prometheus/collectable.h>
#include <prometheus/metric_family.h>
#include <prometheus/text_serializer.h>
#include <utility>

#include "daemon/metrics/sample.h"
#include "daemon/metrics/status_samples.h"

namespace scand::daemon {

class Metrics::Counted final : public prometheus::Collectable {
 public:
  Counted(MetricsSources sources, const JobMeter& jobs, const base::Clock& clock)
      : sources_(std::move(sources)), jobs_(jobs), clock_(clock) {}

  [[nodiscard]] std::vector<prometheus::MetricFamily> Collect() const override {
    Samples samples;
    if (sources_.status) add_status(samples, sources_.status());
    if (sources_.more) add_more(samples, sources_.more());
    if (sources_.turns) add_ages(samples, sources_.turns());
    jobs_.add_to(samples);
    if (sources_.gateway) sources_.gateway(samples);
    if (sources_.calls) add_calls(samples, sources_.calls());
    if (sources_.budgets) add_budgets(samples, sources_.budgets(), sources_.budget_groups);
    return families(samples);
  }

 private:
  static void add_more(Samples& out, const proto::DaemonStatus& more) {
    for (const auto& [key, value] : more.gauges)
      out.push_back(gauge_sample(key, value));
    for (const auto& [key, value] : more.counters)
      out.push_back(counter_sample(key, value));
  }

  void add_ages(Samples& out, const std::map<std::string, base::MonoTime>& turns) const {
    const auto now = clock_.mono();
    for (const auto& [loop, turn] : turns)
      if (turn != base::MonoTime{})
        out.push_back({"scand_watchdog_age_seconds",
                       {{"loop", loop}},
                       base::seconds(std::max(now - turn, base::Nanos(0)))});
  }

  const MetricsSources sources_;
  const JobMeter& jobs_;
  const base::Clock& clock_;
};

Metrics::Metrics(MetricsSources sources, const JobMeter& jobs, const base::Clock& clock)
    : counted_(std::make_unique<Counted>(std::move(sources), jobs, clock)) {}
Metrics::~Metrics() = default;

std::string Metrics::page() const {
  return prometheus::TextSerializer().Serialize(counted_->Collect());
}

}  // namespace scand::daemon
