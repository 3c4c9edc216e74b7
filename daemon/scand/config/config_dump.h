#pragma once
// Writes settings as a YAML file: dotted keys become nested sections.

#include <string>
#include <string_view>
#include <vector>

#include "daemon/scand/config/settings.h"

namespace scand::daemon {

// The whole configuration, defaults included. parse_config reads it back to equal Settings.
[[nodiscard]] std::string dump_config(const Settings& settings);

// Writes the section heads for keys that come in the order of the table.
class SectionWriter {
 public:
  // Appends to `out`, which must outlive the writer.
  explicit SectionWriter(std::string& out) : out_(out) {}

  struct Leaf {
    std::string indent;
    std::string_view name;  // the key's last word
  };
  // Writes the head of each section that the previous key was not in. The keys of a section must
  // follow each other; a top-level key may follow a section.
  Leaf enter(std::string_view key);

 private:
  std::string& out_;
  std::vector<std::string> open_;
};

}  // namespace scand::daemon
