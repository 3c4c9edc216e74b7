// scanctl scan: submits a job, follows it to its end and prints the result.

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <memory>

#include "daemon/scanctl/commands.h"
#include "daemon/scanctl/exit_code.h"
#include "daemon/scanctl/job_follower.h"
#include "daemon/scanctl/scan_request_options.h"
#include "daemon/scanctl/session.h"
#include "daemon/scanctl/view/event_line.h"

namespace scand::daemon {
namespace {

int scan(const ScanRequestOptions& options, const CommonOptions& common, Console& console) {
  const auto fields = scan_fields(options);
  if (!fields.ok()) {
    console.messages << "scanctl: " << fields.error().message << '\n';
    return kExitUsageError;
  }
  Session session(common, console);
  if (const int code = session.connect(); code != kExitFine) return code;
  const auto accepted = session.client().submit(*fields);
  if (!accepted.ok()) return session.fail(accepted.error());
  if (common.output() == Output::jsonl)
    console.data << accepted_line(accepted->job_id, proto::name(accepted->status)) << std::flush;
  else
    session.say(fmt::format("job {} accepted\n", accepted->job_id));
  return JobFollower(session, JobFollower::OnInterrupt::cancel_job).follow(accepted->job_id);
}

}  // namespace

void add_scan_command(CLI::App& app, const CommonOptions& common, Command& run) {
  auto options = std::make_shared<ScanRequestOptions>();
  auto* command = app.add_subcommand("scan", "scan exchanges and print the signals");
  add_scan_request_options(*command, *options);
  command->footer("Ctrl-C once cancels the job and waits for its end, twice leaves at once.");
  command->callback([options, &common, &run] {
    run = [options, &common](Console& console) { return scan(*options, common, console); };
  });
}

}  // namespace scand::daemon
