#pragma once
// The door of this room: one call scans one exchange. An ExchangeScanner belongs to one worker
// thread and keeps its connections warm between tasks.
// Small: the daemon needs the door without what is behind it.

#include <stop_token>

#include "lib/base/clock.h"
#include "proto/partial_result.h"
#include "proto/progress.h"
#include "proto/scan_task.h"

namespace scand::lib {

// The link between a running task and its owner: stop and deadline come in, progress goes out.
class ScanControl {
 public:
  virtual ~ScanControl() = default;
  [[nodiscard]] virtual std::stop_token stop() const = 0;
  // May become later while the task runs (when a job with a later deadline joins), never earlier.
  [[nodiscard]] virtual base::MonoTime deadline() const = 0;
  virtual void progress(const proto::TaskProgress& progress) = 0;
};

class ExchangeScanner {
 public:
  virtual ~ExchangeScanner() = default;
  // Blocks until the exchange is scanned, has failed, the deadline passes (the failure is timeout)
  // or stop is requested (cancelled). Never throws, whatever an exchange sends.
  [[nodiscard]] virtual proto::PartialResult scan(const proto::ScanTask& task,
                                                  ScanControl& control) = 0;
};

}  // namespace scand::lib
