#include "daemon/scand/config/config_dump.h"

#include <fmt/format.h>

#include "daemon/scand/config/setting_table.h"

namespace scand::daemon {

SectionWriter::Leaf SectionWriter::enter(std::string_view key) {
  // `inside` while the words so far are those of the previous key; from the first other word on,
  // each word begins a section.
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

std::string dump_config(const Settings& settings) {
  std::string out;
  SectionWriter sections(out);
  for (const auto& row : setting_table()) {
    const auto leaf = sections.enter(row.key);
    out += fmt::format("{}{}: {}\n", leaf.indent, leaf.name, render_value(*row.get(settings)));
  }
  if (settings.exchanges.empty()) return out;
  out += "exchanges:\n";
  for (const auto& [name, exchange] : settings.exchanges) {
    out += fmt::format("  {}:\n", render_value(name));
    for (const auto& row : exchange_setting_table())
      if (const auto value = row.get(exchange))
        out += fmt::format("    {}: {}\n", row.key, render_value(*value));
  }
  return out;
}

}  // namespace scand::daemon
