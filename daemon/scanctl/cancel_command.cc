#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <memory>
#include <string>

#include "daemon/scanctl/command.h"
#include "daemon/scanctl/exit_code.h"
#include "daemon/scanctl/session.h"
#include "proto/encoding/json_writer.h"

namespace scand::daemon {
namespace {

int cancel(const std::string& job_id, const CommonOptions& common, Console& console) {
  Session session(common, console);
  if (const int code = session.connect(); code != kExitFine) return code;
  const auto status = session.client().cancel(job_id);
  if (!status.ok()) return session.fail(status.error());
  const auto word = proto::name(*status);
  if (common.output() == Output::text)
    console.data << fmt::format("job {} is {}\n", job_id, word);
  else
    console.data << proto::to_json(
                        proto::Value(proto::Value::Map{{"job_id", job_id}, {"status", word}}))
                 << '\n';
  return kExitFine;
}

}  // namespace

void add_cancel_command(CLI::App& app, const CommonOptions& common, Command& run) {
  auto job_id = std::make_shared<std::string>();
  auto* command = app.add_subcommand("cancel", "end a job now, with what it has");
  command->add_option("job", *job_id, "its id")->required()->type_name("JOB");
  command->footer("Cancelling a job that has ended is harmless: its status is printed.");
  command->callback([job_id, &common, &run] {
    run = [job_id, &common](Console& console) { return cancel(*job_id, common, console); };
  });
}

}  // namespace scand::daemon
