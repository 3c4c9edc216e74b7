// scanctl watch: follows one job, or every job until Ctrl-C.

#include <CLI/CLI.hpp>
#include <cstdint>
#include <fmt/format.h>
#include <memory>
#include <optional>
#include <string>

#include "daemon/scanctl/commands.h"
#include "daemon/scanctl/exit_code.h"
#include "daemon/scanctl/job_follower.h"
#include "daemon/scanctl/session.h"
#include "daemon/scanctl/view/event_line.h"

namespace scand::daemon {
namespace {

constexpr std::chrono::milliseconds kTurn{60'000};  // bounds each wait; the loop then waits again

// Results are numbered without gaps, so a jump means that PUB dropped results on the way.
class GapDetector {
 public:
  // How many results were dropped before this one.
  std::uint64_t missed_before(std::uint64_t seq) {
    const auto missed = last_ && seq > *last_ + 1 ? seq - *last_ - 1 : 0;
    last_ = seq;
    return missed;
  }

 private:
  std::optional<std::uint64_t> last_;
};

void show(const client::Publication& publication, GapDetector& gaps, Session& session) {
  if (publication.topic.kind == proto::Topic::Kind::result)
    if (const auto missed = gaps.missed_before(publication.seq); missed > 0)
      session.console().messages << fmt::format(
          "scanctl: {} results were missed on the way; scanctl get JOB fetches one\n", missed);
  const bool text = session.options().output() == Output::text;
  session.console().data << (text ? publication_text(publication) : event_line(publication))
                         << std::flush;
}

// Shows every job until Ctrl-C or --timeout.
int watch_all(Session& session) {
  session.client().follow_all();
  GapDetector gaps;
  std::optional<base::MonoTime> until;
  if (const auto limit = session.options().timeout_seconds)
    until = session.clock().mono() + base::nanos(*limit);
  for (;;) {
    auto turn = kTurn;
    if (until) {
      const auto left =
          std::chrono::ceil<std::chrono::milliseconds>(*until - session.clock().mono());
      if (left <= std::chrono::milliseconds(0)) return kExitTimeout;
      turn = std::min(turn, left);
    }
    const auto publication = session.client().next(turn);
    if (!publication.ok())
      return publication.error().kind == client::ClientError::Kind::interrupted
                 ? kExitInterrupted
                 : session.fail(publication.error());
    if (*publication) show(**publication, gaps, session);
  }
}

int watch(const std::string& job_id, const CommonOptions& common, Console& console) {
  Session session(common, console);
  if (const int code = session.connect(); code != kExitFine) return code;
  if (job_id.empty()) return watch_all(session);
  return JobFollower(session, JobFollower::OnInterrupt::leave).follow(job_id);
}

}  // namespace

void add_watch_command(CLI::App& app, const CommonOptions& common, Command& run) {
  auto job_id = std::make_shared<std::string>();
  auto* command = app.add_subcommand("watch", "follow a job, or all jobs, as they run");
  command->add_option("job", *job_id, "its id; none: every job, until Ctrl-C")->type_name("JOB");
  command->footer("Ctrl-C leaves; the job goes on.");
  command->callback([job_id, &common, &run] {
    run = [job_id, &common](Console& console) { return watch(*job_id, common, console); };
  });
}

}  // namespace scand::daemon
