#pragma once
// Walks a parsed YAML tree along the table of settings and fills in what it finds. Knows no files.

#include <map>
#include <string>
#include <string_view>

#include "daemon/scand/config/config_fault.h"
#include "daemon/scand/config/setting_table.h"

namespace YAML {
class Node;
}

namespace scand::daemon {

// Settings, and where the file sets each of them.
struct Config {
  std::string file;  // empty: no file, so every setting has its default
  Settings settings = default_settings();
  std::map<std::string, FilePlace, std::less<>> places;  // by full name; of keys in the file alone

  // {0, 0} for a key that the file does not set.
  [[nodiscard]] FilePlace place_of(std::string_view key) const;
};

// Sets what `root` holds in `config` and adds what is wrong with it to `faults`. Goes on after a
// fault, so that one run shows them all. Settings are checked one by one; check_relations judges
// them together.
void read_config(const YAML::Node& root, Config& config, ConfigFaults& faults);

}  // namespace scand::daemon
