#include "daemon/scand/hold_notes.h"

#include <fmt/format.h>
#include <string_view>
#include <utility>

#include "lib/rate/hold_memory.h"

namespace scand::daemon {
namespace {

constexpr std::string_view kPrefix = "hold/";

}  // namespace

HoldNotes::HoldNotes(const base::Clock& clock, base::Log& log, Post post)
    : clock_(clock), log_(log), post_(std::move(post)) {}

lib::rate::HoldChanged HoldNotes::listener() {
  return [this](const std::string& group, const std::string& egress_address,
                const lib::rate::HoldMemory& memory) { keep(group, egress_address, memory); };
}

void HoldNotes::keep(const std::string& group, const std::string& egress_address,
                     const lib::rate::HoldMemory& memory) {
  const bool posted = post_({fmt::format("{}{}/{}", kPrefix, group, egress_address),
                             lib::rate::encode(memory, clock_.now())});
  if (!posted)
    log_.warning("hold.not_kept",
                 fmt::format("the journal is too busy to keep the hold of {}; a restart now would "
                             "forget it",
                             group));
}

std::size_t HoldNotes::restore(const std::vector<broker::JournalNote>& notes,
                               lib::rate::LimiterRegistry& budgets) {
  std::size_t restored = 0;
  const base::Now now = clock_.now();
  for (const auto& note : notes) {
    if (!note.key.starts_with(kPrefix)) continue;
    // The first slash ends the group; the rest is the address, whatever it holds.
    const auto slash = note.key.find('/', kPrefix.size());
    const auto memory = lib::rate::decode_hold(note.value, now);
    if (slash == std::string::npos || !memory) {
      log_.warning(
          "hold.unreadable",
          fmt::format("the journal's note '{}' cannot be read; its budget starts open", note.key));
      continue;
    }
    const auto group = note.key.substr(kPrefix.size(), slash - kPrefix.size());
    if (budgets.restore(group, note.key.substr(slash + 1), *memory)) ++restored;
  }
  return restored;
}

}  // namespace scand::daemon
