#pragma once
// An http::Client that answers from a script on a manual clock: poll() moves the clock to the next
// answer or to `until`, so that a test of hours runs in microseconds.

#include <algorithm>
#include <functional>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "lib/base/clock.h"
#include "lib/http/client.h"

namespace scand::test {

struct Answer {
  lib::Result<lib::http::Response> outcome;
  base::Nanos after = std::chrono::milliseconds(10);
};

inline Answer ok_answer(std::string body, base::Nanos after = std::chrono::milliseconds(10)) {
  lib::http::Response response;
  response.status = 200;
  response.wire_bytes = body.size();
  response.body = std::move(body);
  return {std::move(response), after};
}

inline Answer status_answer(int status, std::string body = "") {
  auto answer = ok_answer(std::move(body));
  answer.outcome->status = status;
  return answer;
}

class ScriptedClient final : public lib::http::Client {
 public:
  using Script = std::function<Answer(const lib::http::Request&, base::MonoTime now)>;

  ScriptedClient(base::ManualClock& clock, Script script)
      : clock_(clock), script_(std::move(script)) {}

  void start(std::uint64_t tag, lib::http::Request request) override {
    const auto now = clock_.mono();
    Answer answer = script_(request, now);
    base::MonoTime ends = now + answer.after;
    if (ends > request.deadline) {
      ends = request.deadline;
      answer.outcome = lib::Failure{lib::ErrorKind::timeout, "no answer in time"};
    }
    sent.push_back({request.url, now});
    flying_.emplace(
        ends, lib::http::Completion{tag, now, ends, std::move(answer.outcome), now + connect_time});
    peak_in_flight = std::max(peak_in_flight, flying_.size());
  }

  std::size_t in_flight() const override { return flying_.size(); }

  std::vector<lib::http::Completion> poll(base::MonoTime until,
                                          const std::stop_token& stop) override {
    std::vector<lib::http::Completion> completed;
    if (stop.stop_requested()) return completed;
    const auto next = flying_.empty() ? until : std::min(until, flying_.begin()->first);
    if (next > clock_.mono()) clock_.advance(next - clock_.mono());
    while (!flying_.empty() && flying_.begin()->first <= clock_.mono()) {
      completed.push_back(std::move(flying_.extract(flying_.begin()).mapped()));
    }
    return completed;
  }

  void abort_all() override { flying_.clear(); }
  void wake() override {}

  std::vector<std::pair<std::string, base::MonoTime>> sent;
  std::size_t peak_in_flight = 0;
  base::Nanos connect_time{0};  // from start() to when the request leaves

 private:
  base::ManualClock& clock_;
  Script script_;
  std::multimap<base::MonoTime, lib::http::Completion> flying_;
};

}  // namespace scand::test
