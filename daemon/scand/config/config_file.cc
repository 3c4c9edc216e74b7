#include "daemon/scand/config/config_file.h"

#include <cerrno>
#include <fmt/format.h>
#include <fstream>
#include <system_error>
#include <yaml-cpp/yaml.h>

#include "daemon/scand/config/config_faults.h"
#include "daemon/scand/config/config_reader.h"
#include "daemon/scand/config/yaml_census.h"

namespace scand::daemon {
namespace {

constexpr std::size_t kFileMaxBytes = 256U * 1024U;

// A relation is not judged by a setting whose own value is wrong: it is at its default then.
void add_relation_faults(const Config& config, ConfigFaults& faults) {
  for (auto& fault : check_relations(config.settings)) {
    if (faults.concerns(fault.key) || (!fault.other.empty() && faults.concerns(fault.other)))
      continue;
    const auto place = config.places.find(fault.key);
    faults.add({config.file, place == config.places.end() ? FilePlace{} : place->second, fault.key,
                std::move(fault.message)});
  }
}

// yaml-cpp throws for what is not YAML: the exception ends here.
void read_text(std::string_view text, Config& config, ConfigFaults& faults) {
  if (auto refused = refuse_yaml(text))
    return faults.add({config.file, refused->place, "", std::move(refused->message)});
  try {
    ConfigReader(config, faults).read(YAML::Load(std::string(text)));
    add_relation_faults(config, faults);
  } catch (const YAML::Exception& error) {
    faults.add({config.file, {}, "", fmt::format("is not valid YAML: {}", error.msg)});
  }
}

ConfigFault whole_file(const std::string& path, std::string message) {
  return {path, {}, "", std::move(message)};
}

}  // namespace

std::string render(const ConfigFault& fault) {
  std::string out = fault.file.empty() ? "configuration" : fault.file;
  if (fault.place.line > 0) out += fmt::format(":{}:{}", fault.place.line, fault.place.column);
  if (!fault.key.empty()) out += ": " + fault.key;
  return out + ": " + fault.message;
}

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
  std::string text(kFileMaxBytes + 1, '\0');
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
