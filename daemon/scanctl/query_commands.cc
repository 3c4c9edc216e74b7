// scanctl get, cancel, status and exchanges: they ask scand, print the answer and end.

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <memory>
#include <string>
#include <utility>

#include "daemon/scanctl/commands.h"
#include "daemon/scanctl/exit_code.h"
#include "daemon/scanctl/session.h"
#include "daemon/scanctl/view/daemon_view.h"
#include "daemon/scanctl/view/event_line.h"
#include "daemon/scanctl/view/result_view.h"
#include "daemon/scanctl/view/value_access.h"
#include "proto/encoding/json_writer.h"

namespace scand::daemon {
namespace {

constexpr int kJobsShown = 20;

void print_job_status(const std::string& job_id, proto::JobStatus status, Output output,
                      Console& console) {
  const auto word = proto::name(status);
  if (output == Output::text)
    console.data << fmt::format("job {} is {}\n", job_id, word);
  else
    console.data << proto::to_json(
                        proto::Value(proto::Value::Map{{"job_id", job_id}, {"status", word}}))
                 << '\n';
}

int get(const std::string& job_id, const CommonOptions& common, Console& console) {
  Session session(common, console);
  if (const int code = session.connect(); code != kExitFine) return code;
  const auto state = session.client().get(job_id);
  if (!state.ok()) return session.fail(state.error());
  const auto output = common.output();
  if (!state->result)
    print_job_status(state->job_id, state->status, output, console);
  else if (output == Output::json)
    console.data << proto::to_json(*state->result) << '\n';
  else if (output == Output::jsonl)
    console.data << result_line(*state->result);
  else
    console.data << result_view(*state->result, console.data_colour);
  return exit_code(state->status, false);
}

int cancel(const std::string& job_id, const CommonOptions& common, Console& console) {
  Session session(common, console);
  if (const int code = session.connect(); code != kExitFine) return code;
  const auto status = session.client().cancel(job_id);
  if (!status.ok()) return session.fail(status.error());
  print_job_status(job_id, *status, common.output(), console);
  return kExitFine;
}

int status(const CommonOptions& common, Console& console) {
  Session session(common, console);
  if (const int code = session.connect(); code != kExitFine) return code;
  auto status = session.client().status();
  if (!status.ok()) return session.fail(status.error());
  auto jobs = session.client().list(proto::Value::Map{{"limit", kJobsShown}});
  if (!jobs.ok()) {
    if (exit_code(jobs.error()) != kExitNotAuthorised) return session.fail(jobs.error());
    jobs = proto::Value();  // a client that may only submit gets no list of jobs
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

int exchanges(const CommonOptions& common, Console& console) {
  Session session(common, console);
  if (const int code = session.connect(); code != kExitFine) return code;
  auto reply = session.client().exchanges();
  if (!reply.ok()) return session.fail(reply.error());
  if (common.output() == Output::text)
    console.data << exchange_list_view(*reply, console.data_colour);
  else
    console.data << proto::to_json(without_envelope(std::move(reply).value())) << '\n';
  return kExitFine;
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

void add_cancel_command(CLI::App& app, const CommonOptions& common, Command& run) {
  auto job_id = std::make_shared<std::string>();
  auto* command = app.add_subcommand("cancel", "end a job now, with the results so far");
  command->add_option("job", *job_id, "its id")->required()->type_name("JOB");
  command->footer("Cancelling a job that has ended is harmless: its status is printed.");
  command->callback([job_id, &common, &run] {
    run = [job_id, &common](Console& console) { return cancel(*job_id, common, console); };
  });
}

void add_status_command(CLI::App& app, const CommonOptions& common, Command& run) {
  auto* command = app.add_subcommand("status", "the state of scand and its newest jobs");
  command->callback(
      [&common, &run] { run = [&common](Console& console) { return status(common, console); }; });
}

void add_exchanges_command(CLI::App& app, const CommonOptions& common, Command& run) {
  auto* command = app.add_subcommand("exchanges", "the exchanges that scand knows, best first");
  command->callback([&common, &run] {
    run = [&common](Console& console) { return exchanges(common, console); };
  });
}

}  // namespace scand::daemon
