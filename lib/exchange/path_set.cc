#include <algorithm>
#include <charconv>

#include "lib/exchange/body_reader.h"

namespace scand::lib::exchange {
namespace {

std::size_t array_index(const std::string& step) {
  std::size_t index = 0;
  const char* const end = step.data() + step.size();
  const auto [stop, error] = std::from_chars(step.data(), end, index);
  return error == std::errc{} && stop == end ? index : PathSet::kNone;
}

}  // namespace

std::size_t PathSet::add(const std::vector<std::string>& steps) {
  std::size_t at = 0;
  for (const std::string& step : steps) {
    const auto& children = nodes_[at].children;
    const auto found = std::ranges::find_if(
        children, [&](std::size_t child) { return nodes_[child].step == step; });
    if (found != children.end()) {
      at = *found;
      continue;
    }
    const std::size_t child = nodes_.size();
    nodes_.push_back({step, array_index(step), kNone, {}});
    nodes_[at].children.push_back(child);
    at = child;
  }
  if (nodes_[at].slot == kNone) nodes_[at].slot = slots_++;
  return nodes_[at].slot;
}

}  // namespace scand::lib::exchange
