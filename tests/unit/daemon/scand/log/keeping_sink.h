#pragma once
// A log sink that keeps its records for a test.

#include <vector>

#include "lib/base/log.h"

namespace scand::daemon {

class KeepingSink final : public base::LogSink {
 public:
  // `records` must outlive the sink.
  explicit KeepingSink(std::vector<base::LogRecord>& records) : records_(records) {}
  void write(const base::LogRecord& record) override { records_.push_back(record); }
  void flush() override {}

 private:
  std::vector<base::LogRecord>& records_;
};

}  // namespace scand::daemon
