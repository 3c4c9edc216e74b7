#pragma once
// HTTP GETs, many at once, for one thread. The real one is CurlClient; tests of the scan use a
// scripted one. A Client and all its calls belong to one thread; only wake() may come from another.

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
  base::MonoTime deadline;  // over everything: name, connect, TLS, transfer
  std::size_t max_body_bytes = 64u << 20;
};

struct Response {
  int status = 0;
  std::vector<std::pair<std::string, std::string>>
      headers;                   // names in lower case, in order of arrival
  std::string body;              // decompressed
  std::uint64_t wire_bytes = 0;  // headers and body as received
  std::string http_version;      // "1.0", "1.1", "2"; empty when not known

  // The first header of that (lower-case) name; empty when there is none.
  [[nodiscard]] std::string_view header(std::string_view lower_name) const;
};

struct Completion {
  std::uint64_t tag = 0;
  base::MonoTime started, ended;
  // A response of any status; or timeout, network, tls, bad_response (too large, broken encoding),
  // cancelled.
  Result<Response> outcome;
  // When the request left, once it had a connection: an exchange counts it from here on (tell the
  // limiter, rate::Limiter::departed). Unset: it never left. A request leaves at most once; a
  // repeat is the caller's, out of his budget.
  std::optional<base::MonoTime> sent;
};

class Client {
 public:
  virtual ~Client() = default;
  // Begins a transfer. `tag` comes back in its Completion and is the caller's.
  virtual void start(std::uint64_t tag, Request request) = 0;
  [[nodiscard]] virtual std::size_t in_flight() const = 0;
  // Waits until something completes, `until` or the deadline of a transfer passes, wake() is called
  // or `stop` is requested; moves transfers on and returns what completed (each exactly once). With
  // nothing in flight it is a wait that wake() and `stop` end early; with `until` in the past it
  // does not wait.
  [[nodiscard]] virtual std::vector<Completion> poll(base::MonoTime until,
                                                     const std::stop_token& stop) = 0;
  // Aborts everything in flight at once; no Completion follows for it.
  virtual void abort_all() = 0;
  // Ends a poll() early. Any thread.
  virtual void wake() = 0;
};

}  // namespace scand::lib::http
