#pragma once
// Follows one job to its end: shows progress as it comes, then the result. What `scan` and `watch`
// have in common.

#include <optional>
#include <string>

#include "daemon/scanctl/progress_view.h"
#include "daemon/scanctl/session.h"

namespace scand::daemon {

class JobFollower {
 public:
  // What Ctrl-C does. cancel_job: once cancels and waits, twice leaves.
  enum class OnInterrupt : std::uint8_t { leave, cancel_job };

  JobFollower(Session& session, OnInterrupt on_interrupt);

  // Returns the exit code. The job's result is printed, in the form that was asked for.
  [[nodiscard]] int follow(const std::string& job_id);

 private:
  void hear(const client::Publication& told);
  int finish(const client::JobState& state);
  // After a Ctrl-C: the exit code to leave with, or nothing to wait on.
  std::optional<int> interrupted(const std::string& job_id);
  // How long the next wait may be; nothing when scanctl's own limit has passed.
  [[nodiscard]] std::optional<std::chrono::milliseconds> next_wait() const;

  Session& session_;
  const OnInterrupt on_interrupt_;
  ProgressView view_;
  bool cancelled_here_ = false;
  std::optional<base::MonoTime> until_;
};

}  // namespace scand::daemon
