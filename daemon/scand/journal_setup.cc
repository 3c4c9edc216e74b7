#include "daemon/scand/journal_setup.h"

#include <chrono>
#include <fmt/format.h>
#include <stdexcept>
#include <utility>

#include "broker/journal/memory_journal.h"
#include "broker/journal/rocks_journal.h"

namespace scand::daemon {
namespace {

using broker::OpenFailure;

// What an operator can do about a journal that does not open.
std::string advice(const OpenFailure& failure) {
  switch (failure.kind) {
    case OpenFailure::Kind::in_use:
      return "";
    case OpenFailure::Kind::refused:
      return "; give scand a directory it can write to (journal.directory) with free space, or run "
             "without a journal on disk (journal.mode: off)";
    case OpenFailure::Kind::damaged:
      break;
  }
  return "; scand does not start, so that nothing acknowledged is lost silently. Look at it with "
         "scanctl journal check, restore it from a copy, or move it aside and start a new one: "
         "journal.on_damage: quarantine";
}

broker::JournalLimits limits_of(const Settings& settings) {
  broker::JournalLimits limits;
  limits.results = settings.limits.results_kept;
  limits.bytes = settings.limits.results_bytes;
  limits.age = std::chrono::duration_cast<std::chrono::seconds>(
      base::nanos(settings.journal.results_age_hours * 3600));
  return limits;
}

}  // namespace

std::unique_ptr<broker::Journal> make_journal(const Settings& settings,
                                              const std::string& new_epoch,
                                              const Environment& environment, base::WallTime now,
                                              base::Log& log) {
  if (settings.journal.mode == "off")
    return std::make_unique<broker::MemoryJournal>(new_epoch, limits_of(settings));
  const auto directory = journal_directory(settings.journal.directory, environment);
  if (!directory)
    throw std::runtime_error(
        "no place for the journal: HOME is not set; set journal.directory, or journal.mode: off");
  const auto on_damage = settings.journal.on_damage == "quarantine" ? broker::OnDamage::quarantine
                                                                    : broker::OnDamage::refuse;
  auto opened = broker::open_journal(*directory, new_epoch, on_damage, now);
  if (!opened.ok()) throw std::runtime_error(opened.error().message + advice(opened.error()));
  if (!opened->quarantined.empty())
    log.error("journal.set_aside",
              opened->quarantined +
                  "; a new journal was begun: jobs and results of the old one are "
                  "unknown to it");
  return std::make_unique<broker::RocksJournal>(std::move(*opened), limits_of(settings));
}

}  // namespace scand::daemon
