#include "proto/progress.h"

#include "proto/encoding/name_table.h"

namespace scand::proto {
namespace {

constexpr auto kStates =
    name_table<ExchangeProgress::State::failed>("queued", "init", "scan", "done", "failed");

}  // namespace

std::string_view name(ExchangeProgress::State state) {
  return kStates.name(state);
}
std::optional<ExchangeProgress::State> parse_progress_state(std::string_view text) {
  return kStates.parse(text);
}

}  // namespace scand::proto
