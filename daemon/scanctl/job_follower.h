#pragma once
// Follows one job to its end for `scan` and `watch`: shows its progress, then prints its result.

#include <optional>
#include <string>

#include "daemon/scanctl/session.h"
#include "daemon/scanctl/view/progress_view.h"

namespace scand::daemon {

class JobFollower {
 public:
  // What Ctrl-C does. leave: ends scanctl, the job goes on. cancel_job: the first cancels the job
  // and waits for its end, the second ends scanctl at once.
  enum class OnInterrupt : std::uint8_t { leave, cancel_job };

  JobFollower(Session& session, OnInterrupt on_interrupt);

  // Prints the job's result in the form that the options ask for. Returns the exit code.
  [[nodiscard]] int follow(const std::string& job_id);

 private:
  void show(const client::Publication& publication);
  int finish(const client::JobState& state);
  // Handles a Ctrl-C. Returns the exit code to leave with; nullopt: keep waiting.
  std::optional<int> on_interrupt(const std::string& job_id);
  // The limit of the next wait; nullopt if --timeout has passed.
  [[nodiscard]] std::optional<std::chrono::milliseconds> next_wait() const;

  Session& session_;
  const OnInterrupt interrupt_action_;
  ProgressView view_;
  bool cancelled_here_ = false;
  std::optional<base::MonoTime> until_;
};

}  // namespace scand::daemon
