// scanctl journal: checks, counts or lists the contents of a journal that no scand has open.
// Tested by tests/integration/test_journal.py

#include <CLI/CLI.hpp>
#include <memory>
#include <string>
#include <utility>

#include "broker/journal/open_journal.h"
#include "daemon/scanctl/commands.h"
#include "daemon/scanctl/exit_code.h"
#include "daemon/state_directory.h"

namespace scand::daemon {
namespace {

using broker::InspectedJournal;

int check(const InspectedJournal& journal, Console& console) {
  for (const auto& [seq, entry] : journal.contents.index.results()) {
    const auto blob = broker::read_blob(journal.store, seq, entry.record);
    if (blob.ok()) continue;
    console.messages << "scanctl: the journal is damaged: " << blob.error().message << '\n';
    return kExitBadData;
  }
  console.data << "sound: every record and the seal\n";
  return kExitFine;
}

int stat(const InspectedJournal& journal, Console& console) {
  const auto& tally = journal.contents.index.tally();
  console.data << "{\"epoch\": \"" << journal.contents.epoch << "\", \"commit\": " << tally.commit
               << ", \"sealed_commit\": " << journal.sealed.commit
               << ", \"last_seq\": " << tally.last_seq << ", \"jobs\": " << tally.jobs
               << ", \"unfinished_jobs\": " << journal.contents.restored.jobs.size()
               << ", \"results\": " << tally.results << ", \"notes\": " << tally.notes
               << ", \"result_bytes\": " << tally.bytes << "}\n";
  return kExitFine;
}

int dump(const InspectedJournal& journal, Console& console) {
  for (const auto& [seq, entry] : journal.contents.index.results())
    console.data << "result " << seq << ' ' << entry.record.job_id << ' '
                 << proto::name(entry.record.status) << ' ' << entry.record.blob_bytes
                 << " bytes\n";
  for (const auto& job : journal.contents.restored.jobs)
    console.data << "unfinished " << job.job_id << " accepted_ms " << job.accepted_ms << '\n';
  for (const auto& note : journal.contents.restored.notes)
    console.data << "note " << note.key << ' ' << note.value.size() << " bytes\n";
  return kExitFine;
}

// What a subcommand does with the opened journal.
using Look = int (*)(const InspectedJournal&, Console&);

int look(const std::string& wanted, Console& console, Look then) {
  const auto directory = journal_directory(wanted, process_environment);
  if (!directory) {
    console.messages << "scanctl: say where the journal is: --directory\n";
    return kExitUsageError;
  }
  const auto journal = broker::inspect_journal(*directory);
  if (journal.ok()) return then(*journal, console);
  console.messages << "scanctl: " << journal.error().message
                   << (journal.error().kind == broker::OpenFailure::Kind::refused
                           ? "; --directory takes what scand has as journal.directory\n"
                           : "\n");
  return journal.error().kind == broker::OpenFailure::Kind::damaged ? kExitBadData
                                                                    : kExitUsageError;
}

}  // namespace

void add_journal_command(CLI::App& app, Command& run) {
  auto* journal = app.add_subcommand("journal", "inspect a journal that no scand is using");
  journal->require_subcommand(1);
  const auto directory = std::make_shared<std::string>();
  const auto add = [&](const char* name, const char* what, Look then) {
    auto* command = journal->add_subcommand(name, what);
    command->add_option("--directory", *directory,
                        "scand's journal.directory; default: where scand looks for it");
    command->callback([&run, directory, then] {
      run = [directory, then](Console& console) { return look(*directory, console, then); };
    });
  };
  add("check", "verifies every record and the seal; exit code 65: damaged", check);
  add("stat", "counts, as JSON", stat);
  add("dump", "a line for each result, unfinished job and note", dump);
}

}  // namespace scand::daemon
