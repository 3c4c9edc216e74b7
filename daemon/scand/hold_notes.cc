#include "daemon/scand/hold_notes.h"

#include "lib/rate/hold_memory.h"

namespace scand::daemon {
namespace {

constexpr std::string_view kPrefix = "hold/";

}  // namespace

broker::JournalNote hold_note(const std::string& group, const std::string& egress_address,
                              const lib::rate::HoldMemory& memory, base::Now now) {
  return {std::string(kPrefix) + group + "/" + egress_address, lib::rate::encode(memory, now)};
}

RestoredHolds restore_notes(const std::vector<broker::JournalNote>& notes,
                            lib::rate::LimiterRegistry& budgets, base::Now now) {
  RestoredHolds done;
  for (const auto& note : notes) {
    if (!note.key.starts_with(kPrefix)) continue;
    const auto slash = note.key.find('/', kPrefix.size());
    const auto memory = lib::rate::decode_hold(note.value, now);
    if (slash == std::string::npos || !memory) {
      done.unreadable.push_back(note.key);
      continue;
    }
    const auto group = note.key.substr(kPrefix.size(), slash - kPrefix.size());
    if (budgets.restore(group, note.key.substr(slash + 1), *memory)) ++done.restored;
  }
  return done;
}

}  // namespace scand::daemon
