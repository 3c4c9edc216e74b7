#pragma once
// How one exchange is scanned: the entry to this room. An ExchangeScanner belongs to one worker
// thread and keeps its connections warm between tasks.

#include <stop_token>

#include "lib/base/clock.h"
#include "proto/partial_result.h"
#include "proto/progress.h"
#include "proto/scan_task.h"

namespace scand::lib {

// What a running task is told, and what it tells.
class ScanControl {
 public:
  virtual ~ScanControl() = default;
  [[nodiscard]] virtual std::stop_token stop() const = 0;
  // May move later while the task runs (a job with a later deadline joined); never earlier.
  [[nodiscard]] virtual base::MonoTime deadline() const = 0;
  virtual void progress(const proto::TaskProgress& progress) = 0;
};

class ExchangeScanner {
 public:
  virtual ~ExchangeScanner() = default;
  // Blocks until the exchange is scanned, has failed, the deadline passes (failure timeout) or stop
  // is requested (failure cancelled). Never throws for what an exchange does.
  [[nodiscard]] virtual proto::PartialResult scan(const proto::ScanTask& task,
                                                  ScanControl& control) = 0;
};

}  // namespace scand::lib
