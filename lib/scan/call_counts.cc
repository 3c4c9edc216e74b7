#include "lib/scan/call_counts.h"

#include "lib/base/clock.h"

namespace scand::lib {
namespace {

// The label under which a call is counted.
std::string answer_of(const http::Completion* ended) {
  if (ended == nullptr) return std::string(CallCounts::kAbandoned);
  if (!ended->outcome.ok()) return std::string(proto::name(ended->outcome.error().kind));
  return std::to_string(ended->outcome->status);
}

}  // namespace

CallCounts::CallCounts(const std::vector<std::string>& exchanges) {
  for (const auto& exchange : exchanges)
    exchanges_.try_emplace(exchange);
}

void CallCounts::count_call(std::string_view exchange, std::string_view route,
                            const http::Completion* ended) {
  const auto found = exchanges_.find(exchange);
  if (found == exchanges_.end()) return;
  std::string answer = answer_of(ended);
  found->second.with([&](CallTally& tally) {
    auto& answers = tally.answers[std::string(route)];
    if (answers.size() >= kAnswersMax && !answers.contains(answer)) answer = kOther;
    ++answers[answer];
    if (ended != nullptr) tally.seconds.add(base::seconds(ended->ended - ended->started));
  });
}

void CallCounts::count_traffic(std::string_view exchange, const proto::TrafficCounts& traffic) {
  const auto found = exchanges_.find(exchange);
  if (found == exchanges_.end()) return;
  found->second.with([&](CallTally& tally) {
    tally.retries += traffic.retries;
    tally.bytes_received += traffic.bytes_received;
  });
}

std::map<std::string, CallTally> CallCounts::tallies() const {
  std::map<std::string, CallTally> all;
  for (const auto& [exchange, guarded] : exchanges_)
    all.emplace(exchange, guarded.with([](const CallTally& tally) { return tally; }));
  return all;
}

}  // namespace scand::lib
