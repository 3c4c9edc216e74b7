#include <fmt/format.h>

#include "daemon/scand/config/config_file.h"
#include "daemon/scand/config/section_writer.h"
#include "daemon/scand/config/setting_table.h"

namespace scand::daemon {

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
