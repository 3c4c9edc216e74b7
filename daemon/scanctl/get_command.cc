#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <memory>
#include <string>

#include "daemon/scanctl/command.h"
#include "daemon/scanctl/event_line.h"
#include "daemon/scanctl/exit_code.h"
#include "daemon/scanctl/result_view.h"
#include "daemon/scanctl/session.h"
#include "proto/encoding/json_writer.h"

namespace scand::daemon {
namespace {

std::string unfinished(const client::JobState& state, Output output) {
  if (output == Output::text)
    return fmt::format("job {} is {}\n", state.job_id, proto::name(state.status));
  return proto::to_json(proto::Value(
             proto::Value::Map{{"job_id", state.job_id}, {"status", proto::name(state.status)}})) +
         '\n';
}

int get(const std::string& job_id, const CommonOptions& common, Console& console) {
  Session session(common, console);
  if (const int code = session.connect(); code != kExitFine) return code;
  const auto state = session.client().get(job_id);
  if (!state.ok()) return session.fail(state.error());
  const auto output = common.output();
  if (!state->result)
    console.data << unfinished(*state, output);
  else if (output == Output::json)
    console.data << proto::to_json(*state->result) << '\n';
  else if (output == Output::jsonl)
    console.data << result_line(*state->result);
  else
    console.data << result_view(*state->result, console.data_colour);
  return exit_code(state->status, false);
}

}  // namespace

void add_get_command(CLI::App& app, const CommonOptions& common, Command& run) {
  auto job_id = std::make_shared<std::string>();
  auto* command = app.add_subcommand("get", "print a job's result, or its state while it runs");
  command->add_option("job", *job_id, "its id")->required()->type_name("JOB");
  command->callback([job_id, &common, &run] {
    run = [job_id, &common](Console& console) { return get(*job_id, common, console); };
  });
}

}  // namespace scand::daemon
