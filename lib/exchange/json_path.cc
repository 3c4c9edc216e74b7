#include "lib/exchange/json_path.h"

#include <algorithm>
#include <charconv>

namespace scand::lib::exchange {
namespace {

std::size_t array_index(const std::string& step) {
  std::size_t index = 0;
  const char* const end = step.data() + step.size();
  const auto [stop, error] = std::from_chars(step.data(), end, index);
  return error == std::errc{} && stop == end ? index : PathSet::kNone;
}

}  // namespace

Path parse_path(std::string_view text) {
  Path path;
  if (text == "$key") {
    path.from = Path::From::key;
    return path;
  }
  if (text.starts_with('/')) {
    path.from = Path::From::root;
    text.remove_prefix(1);
  }
  while (!text.empty()) {
    const std::size_t slash = text.find('/');
    path.steps.emplace_back(text.substr(0, slash));
    text = slash == std::string_view::npos ? std::string_view{} : text.substr(slash + 1);
  }
  return path;
}

std::string to_string(const Path& path) {
  if (path.from == Path::From::key) return "$key";
  std::string text;
  for (const std::string& step : path.steps)
    text += (text.empty() && path.from == Path::From::row ? "" : "/") + step;
  return text.empty() ? "/" : text;
}

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
