#include "lib/scan/fetcher.h"

#include <algorithm>
#include <fmt/format.h>
#include <utility>

namespace scand::lib {
namespace {

constexpr int kTriesMax = 2;

// Only what may pass by itself is worth a second try. A timeout has already cost its time.
bool worth_another_try(ErrorKind kind) {
  return kind == ErrorKind::rate_limited || kind == ErrorKind::transient ||
         kind == ErrorKind::network || kind == ErrorKind::bad_response;
}

}  // namespace

Fetcher::Fetcher(http::Client& client, rate::Limiter& limiter, const base::Clock& clock,
                 ScanControl& control, AnswerReader& reader, FetchOptions options,
                 TimeAccount& account)
    : client_(client),
      limiter_(limiter),
      clock_(clock),
      control_(control),
      reader_(reader),
      options_(options),
      account_(account) {}

Fetcher::~Fetcher() {
  client_.abort_all();
}

void Fetcher::abandon() {
  client_.abort_all();
  for (const auto& [tag, call] : sent_)
    reader_.call_ended(tag, nullptr);
  sent_.clear();
}

void Fetcher::add(std::uint64_t tag, Call call) {
  waiting_.push_back({tag, std::move(call), 0, base::MonoTime{}});
}

Result<std::optional<Fetched>> Fetcher::next() {
  for (;;) {
    const base::MonoTime now = clock_.mono();
    if (auto failure = over(now)) return std::move(*failure);
    if (!done_.empty()) {
      Fetched first = std::move(done_.front());
      done_.pop_front();
      return std::optional(std::move(first));
    }
    auto look_again = start_calls(now);
    if (!look_again.ok()) return std::move(look_again).error();
    if (waiting_.empty() && sent_.empty()) return std::optional<Fetched>();

    // What the task waits for: an answer if anything is in flight, otherwise the budget.
    account_.enter(sent_.empty() ? TimeAccount::State::limiter : TimeAccount::State::network,
                   clock_.mono());
    auto completions = client_.poll(std::min(*look_again, control_.deadline()), control_.stop());
    const base::MonoTime after = clock_.mono();
    account_.enter(TimeAccount::State::compute, after);
    for (const auto& completion : completions)
      settle(completion, after);
  }
}

std::optional<Failure> Fetcher::over(base::MonoTime now) const {
  if (control_.stop().stop_requested())
    return Failure{ErrorKind::cancelled, "cancelled while scanning"};
  if (now < control_.deadline()) return std::nullopt;
  return Failure{
      ErrorKind::timeout,
      fmt::format("the deadline passed with {} requests unanswered and {} not yet sent; allow a "
                  "longer deadlineSeconds or fewer markets (topN)",
                  sent_.size(), waiting_.size())};
}

Result<base::MonoTime> Fetcher::start_calls(base::MonoTime now) {
  auto look_again = base::MonoTime::max();
  while (sent_.size() < options_.in_flight_max) {
    const auto due = first_due(now, look_again);
    if (due == waiting_.end()) break;
    // Strictly in order: if the first call may not leave, no later one may pass it.
    const rate::Grant grant = limiter_.acquire(due->call.cost, now);
    if (!grant.granted) {
      if (grant.not_before >= control_.deadline() && sent_.empty())
        return Failure{
            ErrorKind::rate_limited,
            fmt::format("the exchange's budget frees only in {:.1f} s, past the deadline; ask "
                        "again later, for fewer markets, or with a longer deadlineSeconds",
                        base::seconds(grant.not_before - now))};
      return std::min(look_again, grant.not_before);
    }
    Waiting leaving = std::move(*due);
    leaving.granted = grant.not_before;
    waiting_.erase(due);
    send(std::move(leaving), now);
  }
  return look_again;
}

std::deque<Fetcher::Waiting>::iterator Fetcher::first_due(base::MonoTime now,
                                                          base::MonoTime& look_again) {
  for (auto it = waiting_.begin(); it != waiting_.end(); ++it) {
    if (it->not_before <= now) return it;
    look_again = std::min(look_again, it->not_before);
  }
  return waiting_.end();
}

void Fetcher::send(Waiting waiting, base::MonoTime now) {
  ++traffic_.requests;
  if (waiting.tries++ > 0) ++traffic_.retries;
  http::Request request;
  request.url = waiting.call.url;
  request.headers = waiting.call.headers;
  request.deadline = std::min(now + options_.request_timeout, control_.deadline());
  request.max_body_bytes = options_.body_bytes_max;
  const std::uint64_t tag = waiting.tag;
  sent_.insert_or_assign(tag, std::move(waiting));
  client_.start(tag, std::move(request));
}

void Fetcher::settle(const http::Completion& completion, base::MonoTime now) {
  auto node = sent_.extract(completion.tag);
  if (node.empty()) return;  // abandoned meanwhile
  reader_.call_ended(completion.tag, &completion);
  // The call counts from when it really left, not from the grant: it may have waited for a
  // connection.
  if (completion.sent) {
    limiter_.departed(node.mapped().call.cost, node.mapped().granted, *completion.sent);
  }
  auto failure = judge(completion, now);
  if (failure && try_again(node.mapped(), *failure, now)) return;
  done_.push_back({node.key(), std::move(failure)});
}

std::optional<Failure> Fetcher::judge(const http::Completion& completion, base::MonoTime now) {
  if (!completion.outcome.ok()) return completion.outcome.error();
  const http::Response& response = *completion.outcome;
  traffic_.bytes_received += response.wire_bytes;

  // Completions carry monotonic times; the exchange's clock needs them as wall time.
  const base::WallTime wall = clock_.wall();
  const auto wall_ms = [&](base::MonoTime then) {
    return base::unix_ms(wall - std::chrono::duration_cast<std::chrono::milliseconds>(now - then));
  };
  exchange_clock_.observe(response.header("date"), wall_ms(completion.started),
                          wall_ms(completion.ended));
  for (const auto& feedback : reader_.feedback(completion.tag, response, wall))
    limiter_.report(feedback, now);
  const auto refused = reader_.read(completion.tag, response, wall);
  if (!refused) return std::nullopt;
  if (refused->hold > base::Nanos(0))
    limiter_.hold(now + refused->hold, refused->failure.kind, now);
  return refused->failure;
}

bool Fetcher::try_again(Waiting& sent, const Failure& failure, base::MonoTime now) {
  if (sent.tries >= kTriesMax || !worth_another_try(failure.kind)) return false;
  const base::MonoTime not_before = now + options_.retry_delay;
  if (not_before >= control_.deadline()) return false;
  sent.not_before = not_before;
  waiting_.push_back(std::move(sent));
  return true;
}

}  // namespace scand::lib
