#pragma once
// What the HTTP server counts. Any thread adds and reads; each number is right by itself.

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>

namespace scand::daemon::gateway {

struct HttpCounters {
  using Count = std::atomic<std::uint64_t>;

  // Gauges.
  Count connections_open{0};
  Count requests_in_flight{0};  // given to the handler and not yet answered by it

  // Since the start.
  Count connections_accepted{0};
  Count connections_refused_total{0};        // past the bound on all
  Count connections_refused_per_address{0};  // past the bound on one address
  Count accept_failures{0};                  // no file descriptor or memory for one more
  Count timeouts_first_byte{0};
  Count timeouts_header{0};
  Count timeouts_body{0};
  Count timeouts_idle{0};
  Count timeouts_write{0};
  Count connections_broken{0};  // by the peer or the network, with a request or an answer under way
  std::array<Count, 6> answers_by_class{};  // [4]: 4xx; [0] stays empty
  Count requests_refused{0};  // answered by the server itself: malformed, too large, no token ...
  Count requests_invalid{0};  // of these: malformed, too large, or of a page that may not ask
  Count requests_unauthorized{0};  // of these: without a token that is known
  Count requests_over_limit{0};    // of these: past the bound on requests in flight
  Count answers_missing{0};        // the handler let a request go: 500
  Count answers_unwanted{0};       // the client had left before its answer
  Count answers_compressed{0};
  Count bytes_received{0};
  Count bytes_sent{0};
  Count faults{
      0};  // exceptions that ended one connection's turn; each is a mistake in this program
};

inline void count(HttpCounters::Count& counter, std::uint64_t by = 1) {
  counter.fetch_add(by, std::memory_order_relaxed);
}
inline void uncount(HttpCounters::Count& counter) {
  counter.fetch_sub(1, std::memory_order_relaxed);
}

}  // namespace scand::daemon::gateway
