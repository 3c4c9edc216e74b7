#pragma once
// A log whose lines a test can look at.

#include <vector>

#include "lib/base/log.h"

namespace scand::daemon {

class KeepingSink final : public base::LogSink {
 public:
  // They outlive it.
  explicit KeepingSink(std::vector<base::LogRecord>& records) : records_(records) {}
  void write(const base::LogRecord& record) override { records_.push_back(record); }
  void flush() override {}

 private:
  std::vector<base::LogRecord>& records_;
};

}  // namespace scand::daemon
