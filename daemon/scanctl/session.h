#pragma once
// A command's connection to scand, and how its failures end the command.

#include <chrono>
#include <memory>
#include <string>

#include "broker/client/client.h"
#include "daemon/scanctl/common_options.h"
#include "daemon/scanctl/console.h"
#include "daemon/scanctl/interrupt.h"
#include "lib/base/clock.h"

namespace scand::daemon {

class Session {
 public:
  // `options` and `console` outlive the session. Throws std::runtime_error when an endpoint is not
  // one.
  Session(const CommonOptions& options, Console& console);

  // 0 when scand answers, else the exit code; the reason is told.
  [[nodiscard]] int connect();
  [[nodiscard]] client::Client& client() { return client_; }
  [[nodiscard]] Interrupt& interrupt() { return interrupt_; }
  [[nodiscard]] Console& console() { return console_; }
  [[nodiscard]] const CommonOptions& options() const { return options_; }
  [[nodiscard]] const base::Clock& clock() const { return clock_; }

  // Tells the reason on standard error; the exit code for it.
  [[nodiscard]] int fail(const client::ClientError& error);
  // A remark for people; silent with --quiet.
  void say(const std::string& text);

 private:
  const CommonOptions& options_;
  Console& console_;
  base::SystemClock clock_;
  Interrupt interrupt_;  // before the client, so that its threads leave Ctrl-C to us
  client::Client client_;
};

[[nodiscard]] int exit_code(const client::ClientError& error);

// The reply's own fields, without the envelope.
[[nodiscard]] proto::Value without_envelope(proto::Value reply);

}  // namespace scand::daemon
