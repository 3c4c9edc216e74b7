#include <CLI/CLI.hpp>
#include <utility>

#include "daemon/scanctl/command.h"
#include "daemon/scanctl/daemon_view.h"
#include "daemon/scanctl/exit_code.h"
#include "daemon/scanctl/session.h"
#include "proto/encoding/json_writer.h"

namespace scand::daemon {
namespace {

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

void add_exchanges_command(CLI::App& app, const CommonOptions& common, Command& run) {
  auto* command = app.add_subcommand("exchanges", "the exchanges that scand knows, best first");
  command->callback([&common, &run] {
    run = [&common](Console& console) { return exchanges(common, console); };
  });
}

}  // namespace scand::daemon
