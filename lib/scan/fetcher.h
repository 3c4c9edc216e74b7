#pragma once
// Sends the requests of one task: as many in flight at once as the budget and a cap allow, each
// tried at most twice. One task, one thread; only next() blocks.
//
//   add ─▶ waiting ─ limiter grants ─▶ sent ─ completion ─▶ AnswerReader ─▶ done ─▶ next
//             ▲                                                  │
//             └──────────── may pass by itself: try again ───────┘

#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "lib/base/clock.h"
#include "lib/failure.h"
#include "lib/http/client.h"
#include "lib/rate/limiter.h"
#include "lib/scan/exchange_clock.h"
#include "lib/scan/scanner.h"
#include "lib/scan/time_account.h"

namespace scand::lib {

struct FetchOptions {
  std::size_t in_flight_max = 16;
  base::Nanos request_timeout = std::chrono::seconds(10);
  base::Nanos retry_delay = std::chrono::milliseconds(250);
  std::size_t body_bytes_max = 64u << 20;
};

// An exchange refused. hold: for so long no request of its budget group may leave.
struct Refused {
  Failure failure;
  base::Nanos hold{0};
};

// Takes the responses as they arrive. The scan implements it; the calls come on its thread, inside
// next().
class AnswerReader {
 public:
  virtual ~AnswerReader() = default;
  // Decodes and keeps what was asked for. Returns a refusal if the response is something else;
  // the call may then be tried again.
  [[nodiscard]] virtual std::optional<Refused> read(std::uint64_t tag,
                                                    const http::Response& response,
                                                    base::WallTime now) = 0;
  // What the response's headers say about the budget.
  [[nodiscard]] virtual std::vector<rate::Feedback> feedback(std::uint64_t tag,
                                                             const http::Response& response,
                                                             base::WallTime now) = 0;
  // Called once for every call that was sent: how it ended, or null when it was abandoned.
  virtual void call_ended(std::uint64_t tag, const http::Completion* ended) {
    (void)tag, (void)ended;
  }
};

struct Call {
  std::string url;
  std::vector<std::pair<std::string, std::string>> headers;
  rate::Cost cost;
};

struct Fetched {
  std::uint64_t tag = 0;
  std::optional<Failure> failure;  // nullopt: the reader took the response
};

class Fetcher {
 public:
  // Everything referred to must outlive the fetcher. The destructor aborts what is in flight.
  Fetcher(http::Client& client, rate::Limiter& limiter, const base::Clock& clock,
          ScanControl& control, AnswerReader& reader, FetchOptions options, TimeAccount& account);
  ~Fetcher();
  Fetcher(const Fetcher&) = delete;
  Fetcher& operator=(const Fetcher&) = delete;

  // Calls are sent in the order in which they were added. `tag` is the caller's and comes back
  // once.
  void add(std::uint64_t tag, Call call);

  // Waits for the next result, good or bad; nullopt when none is left. A failure ends the whole
  // task: cancelled, timeout (the task's deadline), or rate_limited (nothing may leave before the
  // deadline).
  [[nodiscard]] Result<std::optional<Fetched>> next();

  // Aborts what is in flight. Neither add() nor next() may follow.
  void abandon();

  [[nodiscard]] const ExchangeClock& exchange_clock() const { return exchange_clock_; }
  [[nodiscard]] const proto::TrafficCounts& traffic() const { return traffic_; }

 private:
  struct Waiting {
    std::uint64_t tag;
    Call call;
    int tries;
    base::MonoTime not_before;
    base::MonoTime granted{};  // Grant::not_before
  };

  // Why the task is over; nullopt: it is not.
  std::optional<Failure> over(base::MonoTime now) const;
  // Sends what may leave now, and returns when to look again. Fails when nothing can leave before
  // the deadline.
  Result<base::MonoTime> start_calls(base::MonoTime now);
  std::deque<Waiting>::iterator first_due(base::MonoTime now, base::MonoTime& look_again);
  void send(Waiting waiting, base::MonoTime now);
  void settle(const http::Completion& completion, base::MonoTime now);
  std::optional<Failure> judge(const http::Completion& completion, base::MonoTime now);
  bool try_again(Waiting& sent, const Failure& failure, base::MonoTime now);

  http::Client& client_;
  rate::Limiter& limiter_;
  const base::Clock& clock_;
  ScanControl& control_;
  AnswerReader& reader_;
  const FetchOptions options_;
  TimeAccount& account_;
  ExchangeClock exchange_clock_;
  proto::TrafficCounts traffic_;
  std::deque<Waiting> waiting_;
  std::unordered_map<std::uint64_t, Waiting> sent_;
  std::deque<Fetched> done_;
};

}  // namespace scand::lib
