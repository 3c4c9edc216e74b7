#pragma once
// The Client over libcurl: HTTP/2 where the server offers it, verified TLS, connections kept warm
// between tasks, every bound enforced. Owns one multi handle. One thread uses it; only wake() may
// come from another.

#include <memory>

#include "lib/base/clock.h"
#include "lib/http/client.h"
#include "lib/http/client_options.h"

namespace scand::lib::http {

class CurlClient final : public Client {
 public:
  // `clock` must run in real time, as libcurl does, and outlive the client. Throws
  // std::runtime_error when libcurl refuses an option.
  CurlClient(ClientOptions options, const base::Clock& clock);
  // Aborts what is in flight, without waiting for anything.
  ~CurlClient() override;

  void start(std::uint64_t tag, Request request) override;
  [[nodiscard]] std::size_t in_flight() const override;
  [[nodiscard]] std::vector<Completion> poll(base::MonoTime until,
                                             const std::stop_token& stop) override;
  void abort_all() override;
  void wake() override;

 private:
  class Engine;
  std::unique_ptr<Engine> engine_;
};

}  // namespace scand::lib::http
