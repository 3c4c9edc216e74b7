#pragma once
// The door of this room: HTTP GETs, many at once, for one thread. CurlClient is the real one; tests
// of the scan use a scripted one. A Client and all its calls belong to one thread; only wake() may
// come from another.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "lib/base/clock.h"
#include "lib/failure.h"

namespace scand::lib::http {

struct Request {
  std::string url;
  std::vector<std::pair<std::string, std::string>> headers;
  base::MonoTime deadline;  // for everything together: name lookup, connect, TLS, transfer
  std::size_t max_body_bytes = 64u << 20;
};

struct Response {
  int status = 0;
  std::vector<std::pair<std::string, std::string>>
      headers;                   // names in lower case, in order of arrival
  std::string body;              // decompressed
  std::uint64_t wire_bytes = 0;  // headers and body as received
  std::string http_version;      // "1.0", "1.1", "2"; empty when not known

  // The first header of that name (in lower case); empty when there is none.
  [[nodiscard]] std::string_view header(std::string_view lower_name) const {
    for (const auto& [name, value] : headers)
      if (name == lower_name) return value;
    return {};
  }
};

struct Completion {
  std::uint64_t tag = 0;
  base::MonoTime started, ended;
  // A response of any status; or a failure: timeout, network, tls, bad_response (too large, broken
  // encoding), fatal (not a URL).
  Result<Response> outcome;
  // When the request was sent, i.e. had got a connection: from here on the exchange counts it (pass
  // it to rate::Limiter::departed). Unset: it was never sent. A request is sent at most once; to
  // repeat it is the caller's decision, since it costs budget.
  std::optional<base::MonoTime> sent;
};

class Client {
 public:
  virtual ~Client() = default;
  // Begins a transfer. `tag` is the caller's and comes back in its Completion.
  virtual void start(std::uint64_t tag, Request request) = 0;
  [[nodiscard]] virtual std::size_t in_flight() const = 0;
  // Moves the transfers on and returns those that completed, each exactly once. Waits until one
  // completes, `until` or the deadline of a transfer passes, wake() is called or `stop` is
  // requested. With nothing in flight it merely waits; with `until` in the past it does not wait at
  // all.
  [[nodiscard]] virtual std::vector<Completion> poll(base::MonoTime until,
                                                     const std::stop_token& stop) = 0;
  // Aborts everything in flight at once. No Completion follows for it.
  virtual void abort_all() = 0;
  // Ends a poll() early. Any thread.
  virtual void wake() = 0;
};

}  // namespace scand::lib::http
