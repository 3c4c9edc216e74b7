#pragma once
// A command's connection to scand. It reports failures to the user and turns them into exit codes.
// Used by one thread, the main one.

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
  // `options` and `console` must outlive the session. Throws std::runtime_error if an endpoint or a
  // key is malformed.
  Session(const CommonOptions& options, Console& console);

  // 0 if scand answers. Otherwise reports why and returns the exit code.
  [[nodiscard]] int connect();
  [[nodiscard]] client::Client& client() { return client_; }
  [[nodiscard]] Interrupt& interrupt() { return interrupt_; }
  [[nodiscard]] Console& console() { return console_; }
  [[nodiscard]] const CommonOptions& options() const { return options_; }
  [[nodiscard]] const base::Clock& clock() const { return clock_; }

  // Prints the error to standard error and returns its exit code.
  [[nodiscard]] int fail(const client::ClientError& error);
  // Prints a remark to standard error, unless --quiet was given.
  void say(const std::string& text);

 private:
  const CommonOptions& options_;
  Console& console_;
  base::SystemClock clock_;
  Interrupt interrupt_;  // before client_: its threads must start with Ctrl-C blocked
  client::Client client_;
};

}  // namespace scand::daemon
