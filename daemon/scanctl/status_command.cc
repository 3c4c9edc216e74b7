#include <CLI/CLI.hpp>
#include <utility>

#include "daemon/scanctl/command.h"
#include "daemon/scanctl/daemon_view.h"
#include "daemon/scanctl/exit_code.h"
#include "daemon/scanctl/session.h"
#include "daemon/scanctl/value_access.h"
#include "proto/encoding/json_writer.h"

namespace scand::daemon {
namespace {

constexpr int kJobsShown = 20;

bool not_authorised(const client::ClientError& error) {
  return exit_code(error) == kExitNotAuthorised;
}

int status(const CommonOptions& common, Console& console) {
  Session session(common, console);
  if (const int code = session.connect(); code != kExitFine) return code;
  auto status = session.client().status();
  if (!status.ok()) return session.fail(status.error());
  auto jobs = session.client().list(proto::Value::Map{{"limit", kJobsShown}});
  if (!jobs.ok()) {
    if (!not_authorised(jobs.error())) return session.fail(jobs.error());
    jobs = proto::Value();  // who may only submit sees no list of jobs
  }
  if (common.output() == Output::text) {
    console.data << status_view(*status, *jobs, console.data_colour);
    return kExitFine;
  }
  auto fields = without_envelope(std::move(status).value());
  if (const auto* list = at(*jobs, {"jobs"}); fields.map() != nullptr && list != nullptr)
    fields.map()->push_back({"jobs", *list});
  console.data << proto::to_json(fields) << '\n';
  return kExitFine;
}

}  // namespace

void add_status_command(CLI::App& app, const CommonOptions& common, Command& run) {
  auto* command = app.add_subcommand("status", "how scand is, and its newest jobs");
  command->callback(
      [&common, &run] { run = [&common](Console& console) { return status(common, console); }; });
}

}  // namespace scand::daemon
