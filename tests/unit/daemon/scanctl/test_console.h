#pragma once
// A console that a test can read.

#include <sstream>
#include <string>

#include "daemon/scanctl/console.h"

namespace scand::daemon {

class TestConsole {
 public:
  explicit TestConsole(const std::string& input = "") : input_(input) {}
  [[nodiscard]] Console& console() { return console_; }
  [[nodiscard]] std::string data() const { return data_.str(); }
  [[nodiscard]] std::string messages() const { return messages_.str(); }

 private:
  std::ostringstream data_, messages_;
  std::istringstream input_;
  Console console_{data_, messages_, input_};
};

}  // namespace scand::daemon
