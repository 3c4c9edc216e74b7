#include "lib/exchange/json_path.h"

#include <cstddef>

namespace scand::lib::exchange {

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

}  // namespace scand::lib::exchange
