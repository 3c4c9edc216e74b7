#include "daemon/scand/config/section_writer.h"

namespace scand::daemon {

SectionWriter::Leaf SectionWriter::enter(std::string_view key) {
  std::size_t depth = 0;
  bool inside = true;
  for (auto dot = key.find('.'); dot != std::string_view::npos; dot = key.find('.')) {
    const auto word = key.substr(0, dot);
    key.remove_prefix(dot + 1);
    inside = inside && depth < open_.size() && open_[depth] == word;
    if (!inside) {
      open_.resize(depth);
      open_.emplace_back(word);
      out_ += std::string(2 * depth, ' ') + std::string(word) + ":\n";
    }
    ++depth;
  }
  open_.resize(depth);
  return {std::string(2 * depth, ' '), key};
}

}  // namespace scand::daemon
