#pragma once
// Follows one job to its end for `scan` and `watch`: shows its progress (as text on standard error,
// with --jsonl as events on standard output, with --quiet not at all), then prints its result.

#include <optional>
#include <string>

#include "daemon/scanctl/session.h"
#include "daemon/scanctl/view/progress_view.h"

namespace scand::daemon {

class JobFollower {
 public:
  // What Ctrl-C does. leave: ends scanctl; the job goes on. cancel_job: the first Ctrl-C cancels
  // the job, and scanctl waits for its end; a second one ends scanctl at once.
  enum class OnInterrupt : std::uint8_t { leave, cancel_job };

  JobFollower(Session& session, OnInterrupt on_interrupt);

  // Prints the job's result in the form that the options ask for. Returns the exit code: of the
  // job, or of what ended the wait (an error, --timeout, Ctrl-C).
  [[nodiscard]] int follow(const std::string& job_id);

 private:
  void show(const client::Publication& publication);
  int finish(const client::JobState& state);
  // Handles a Ctrl-C. Returns the exit code to leave with; nullopt: keep waiting.
  std::optional<int> handle_interrupt(const std::string& job_id);
  // How long the next wait may last; nullopt if --timeout has passed.
  [[nodiscard]] std::optional<std::chrono::milliseconds> next_wait() const;

  Session& session_;
  const OnInterrupt interrupt_action_;
  ProgressView view_;
  bool cancelled_here_ = false;
  std::optional<base::MonoTime> give_up_at_;  // by --timeout, from the construction on
};

}  // namespace scand::daemon
