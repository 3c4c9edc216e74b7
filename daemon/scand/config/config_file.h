#pragma once
// The configuration file: YAML in, checked Settings out, or every fault in it with its place.

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "daemon/scand/config/settings.h"
#include "lib/base/result.h"

namespace scand::daemon {

// Where a value or fault stands, counted from 1; 0: nowhere (a default, a file that is not there).
struct FilePlace {
  int line = 0, column = 0;
};

struct ConfigFault {
  std::string file;
  FilePlace place;
  std::string key;  // full name; empty: the file as a whole
  std::string message;
};
// "scand.yaml:12:3: scan.topn: unknown setting; did you mean 'scan.top_n'?"
[[nodiscard]] std::string render(const ConfigFault& fault);

struct Config {
  std::string file;  // empty: no file, all defaults
  Settings settings = default_settings();
  std::map<std::string, FilePlace, std::less<>> places;  // of each key that the file sets
};

using ConfigResult = base::Result<Config, std::vector<ConfigFault>>;  // at least one fault

// `file` is only named in faults, of which the first twenty are told and the others counted.
// Refused: more than 20,000 values or 1,000 aliases (see yaml_census.h).
[[nodiscard]] ConfigResult parse_config(std::string_view text, std::string_view file);
// Reads the file (at most 256 KiB). Blocks; for start-up.
[[nodiscard]] ConfigResult load_config(const std::string& path);

// The whole configuration as YAML that parse_config reads back to equal Settings.
[[nodiscard]] std::string dump_config(const Settings& settings);

}  // namespace scand::daemon
