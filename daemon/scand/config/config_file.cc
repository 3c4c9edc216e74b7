#include "daemon/scand/config/config_file.h"

#include <cerrno>
#include <fmt/format.h>
#include <fstream>
#include <system_error>
#include <yaml-cpp/yaml.h>

#include "daemon/scand/config/setting_relations.h"
#include "daemon/scand/config/yaml_census.h"

namespace scand::daemon {
namespace {

// The whole example file has some 12 KiB.
constexpr std::size_t kFileMaxBytes = 256U * 1024U;

// A setting with a fault of its own still has its default, so its relations are not judged.
void add_relation_faults(const Config& config, ConfigFaults& faults) {
  for (auto& fault : check_relations(config.settings)) {
    if (faults.concerns(fault.key) || (!fault.other.empty() && faults.concerns(fault.other)))
      continue;
    faults.add({config.file, config.place_of(fault.key), fault.key, std::move(fault.message)});
  }
}

// yaml-cpp throws when the text is not YAML; the exception ends here.
void read_text(std::string_view text, Config& config, ConfigFaults& faults) {
  if (auto refused = refuse_yaml(text))
    return faults.add({config.file, refused->place, "", std::move(refused->message)});
  try {
    read_config(YAML::Load(std::string(text)), config, faults);
    add_relation_faults(config, faults);
  } catch (const YAML::Exception& error) {
    faults.add({config.file, {}, "", fmt::format("is not valid YAML: {}", error.msg)});
  }
}

ConfigFault whole_file(const std::string& path, std::string message) {
  return {path, {}, "", std::move(message)};
}

}  // namespace

ConfigResult parse_config(std::string_view text, std::string_view file) {
  Config config;
  config.file = file;
  if (text.size() > kFileMaxBytes)
    return std::vector{
        whole_file(config.file, fmt::format("is larger than {} bytes", kFileMaxBytes))};
  ConfigFaults faults;
  read_text(text, config, faults);
  if (!faults.empty()) return std::move(faults).take();
  return config;
}

ConfigResult load_config(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  std::string text(kFileMaxBytes + 1, '\0');  // a byte too many shows that the file is too large
  if (in) in.read(text.data(), static_cast<std::streamsize>(text.size()));
  if (!in.is_open() || in.bad() || (in.fail() && !in.eof())) {
    const auto why = std::error_code(errno, std::generic_category()).message();
    return std::vector{whole_file(
        path, fmt::format("cannot be read: {}; check the path given with --config", why))};
  }
  text.resize(static_cast<std::size_t>(in.gcount()));
  return parse_config(text, path);
}

}  // namespace scand::daemon
