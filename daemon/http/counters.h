#pragma once
// What the server counts. Any thread adds and reads; each number is exact by itself.

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>

namespace scand::daemon::http {

struct Counters {
  using Count = std::atomic<std::uint64_t>;

  // Gauges.
  Count connections_open{0};
  Count requests_in_flight{0};  // the handler has them and has not answered yet

  // Since the start.
  Count connections_accepted{0};
  Count connections_refused_total{0};        // over the limit on all connections
  Count connections_refused_per_address{0};  // over the limit on one address
  Count accept_failures{0};                  // no file descriptor or memory for one more
  Count timeouts_first_byte{0};
  Count timeouts_header{0};
  Count timeouts_body{0};
  Count timeouts_idle{0};
  Count timeouts_write{0};
  Count connections_broken{0};  // by the peer or the network, during a request or an answer
  std::array<Count, 6> answers_by_class{};  // [4]: 4xx; [0] stays empty
  Count requests_refused{0};  // answered by the server itself: malformed, too large, no token ...
  Count requests_invalid{0};  // of these: malformed, too large, or forbidden by admit()
  Count requests_unauthorized{0};  // of these: 401 by admit()
  Count requests_over_limit{0};    // of these: over the limit on unanswered requests
  Count answers_missing{0};        // the handler dropped its Respond: 500
  Count answers_unwanted{0};       // the client left before its answer
  Count answers_compressed{0};
  Count bytes_received{0};
  Count bytes_sent{0};
  Count faults{0};  // exceptions that ended a connection or a request; each is a bug of scand's
};

inline void count(Counters::Count& counter, std::uint64_t by = 1) {
  counter.fetch_add(by, std::memory_order_relaxed);
}
inline void uncount(Counters::Count& counter) {
  counter.fetch_sub(1, std::memory_order_relaxed);
}

}  // namespace scand::daemon::http
