#include "daemon/metrics/exchange_samples.h"

#include <algorithm>

namespace scand::daemon {
namespace {

using lib::rate::BudgetStatus;
using lib::rate::HoldPhase;

Labels with(Labels labels, std::string name, std::string value) {
  labels.emplace_back(std::move(name), std::move(value));
  return labels;
}

// All series of one budget. `labels` name the exchange and the budget.
void add_budget(Samples& out, const BudgetStatus& budget, const Labels& labels) {
  const auto add = [&](const char* metric, const Labels& of, double value) {
    out.push_back({metric, of, value});
  };
  for (const auto& bucket : budget.buckets) {
    const auto of = with(labels, "bucket", bucket.name);
    // Where nothing is allowed, all of it is used.
    const double used = bucket.allowed > 0 ? bucket.used / bucket.allowed : 1;
    add("scand_rate_budget_used_ratio", of, std::max(used, 0.0));
    add("scand_rate_budget_limit_units", of, bucket.limit);
    add("scand_rate_budget_allowed_units", of, bucket.allowed);
  }
  for (const auto phase :
       {HoldPhase::open, HoldPhase::throttled, HoldPhase::banned, HoldPhase::probing})
    add("scand_rate_phase", with(labels, "phase", std::string(lib::rate::name(phase))),
        budget.phase == phase ? 1 : 0);
  add("scand_rate_hold_seconds", labels, budget.hold_seconds);
  add("scand_rate_share_factor", labels, budget.share_factor);
  add("scand_rate_granted_total", labels, static_cast<double>(budget.granted));
  add("scand_rate_refused_total", labels, static_cast<double>(budget.refused));
  add("scand_rate_holds_total", labels, static_cast<double>(budget.holds));
  add("scand_bans_total", labels, static_cast<double>(budget.bans));
}

}  // namespace

void add_budgets(Samples& out, const std::vector<BudgetStatus>& budgets,
                 const BudgetGroups& groups) {
  for (const auto& budget : budgets) {
    for (const auto& [exchange, group] : groups) {
      if (group != budget.group) continue;
      Labels labels{{"exchange", exchange}, {"budget", group}};
      if (!budget.egress_address.empty())
        labels = with(std::move(labels), "egress_address", budget.egress_address);
      add_budget(out, budget, labels);
    }
  }
}

void add_calls(Samples& out, const std::map<std::string, lib::CallTally>& calls) {
  for (const auto& [exchange, tally] : calls) {
    const Labels labels{{"exchange", exchange}};
    for (const auto& [route, answers] : tally.answers)
      for (const auto& [answer, count] : answers)
        out.push_back({"scand_http_requests_total",
                       with(with(labels, "endpoint", route), "code", answer),
                       static_cast<double>(count)});
    out.push_back({"scand_http_request_duration_seconds", labels, 0, tally.seconds});
    out.push_back({"scand_http_retries_total", labels, static_cast<double>(tally.retries)});
    out.push_back(
        {"scand_http_received_bytes_total", labels, static_cast<double>(tally.bytes_received)});
  }
}

}  // namespace scand::daemon
