#pragma once
// Walks a parsed YAML tree along the table of settings. Knows no files.

#include <string>
#include <vector>

#include "daemon/scand/config/config_faults.h"
#include "daemon/scand/config/config_file.h"
#include "daemon/scand/config/setting_table.h"

namespace YAML {
class Node;
}

namespace scand::daemon {

class ConfigReader {
 public:
  // Fills `config` and appends to `faults`; both outlive the reader.
  ConfigReader(Config& config, ConfigFaults& faults) : config_(config), faults_(faults) {}
  void read(const YAML::Node& root);

 private:
  void read_section(const YAML::Node& map, const std::string& prefix);
  void read_exchanges(const YAML::Node& map);
  void read_exchange(const YAML::Node& map, const std::string& key, ExchangeSettings& exchange);
  template <class Owner>
  void read_value(const YAML::Node& node, const std::string& key, const SettingOf<Owner>& row,
                  Owner& owner);
  // True when `node` is a map; an empty section is one without entries. Says so when it is neither.
  bool enter(const YAML::Node& node, const std::string& key);
  // False when the key is no text or has been seen in this map; says so.
  bool take_key(const YAML::Node& key_node, const std::string& key);
  void unknown(const YAML::Node& key_node, const std::string& key,
               const std::vector<std::string>& candidates);
  void fault(const YAML::Node& at, const std::string& key, std::string message);

  Config& config_;
  ConfigFaults& faults_;
};

}  // namespace scand::daemon
