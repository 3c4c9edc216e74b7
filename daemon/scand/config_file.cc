#include "daemon/scand/config_file.h"

#include <algorithm>
#include <cerrno>
#include <fmt/format.h>
#include <fstream>
#include <system_error>
#include <yaml-cpp/yaml.h>

#include "daemon/scand/config_reader.h"

namespace scand::daemon {
namespace {

constexpr std::size_t kFileMaxBytes = 1u << 20;

using Faults = std::vector<ConfigFault>;

void add_relation_faults(const Config& config, Faults& faults) {
  for (auto& fault : check_relations(config.settings)) {
    const auto place = config.places.find(fault.key);
    faults.push_back({config.file, place == config.places.end() ? FilePlace{} : place->second,
                      fault.key, std::move(fault.message)});
  }
}

// yaml-cpp throws for what is not YAML: the exception ends here.
Faults read_text(std::string_view text, Config& config) {
  Faults faults;
  try {
    const auto documents = YAML::LoadAll(std::string(text));
    if (documents.size() > 1)
      faults.push_back({config.file, {}, "", "holds several YAML documents ('---'); keep one"});
    else if (!documents.empty())
      ConfigReader(config, faults).read(documents.front());
  } catch (const YAML::Exception& error) {
    const FilePlace place =
        error.mark.is_null() ? FilePlace{} : FilePlace{error.mark.line + 1, error.mark.column + 1};
    faults.push_back({config.file, place, "", fmt::format("is not valid YAML: {}", error.msg)});
  }
  return faults;
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
    return Faults{whole_file(config.file, fmt::format("is larger than {} bytes", kFileMaxBytes))};
  auto faults = read_text(text, config);
  if (faults.empty()) add_relation_faults(config, faults);
  std::ranges::stable_sort(faults, {}, [](const ConfigFault& fault) {
    return std::pair(fault.place.line, fault.place.column);
  });
  if (!faults.empty()) return faults;
  return config;
}

ConfigResult load_config(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  std::string text(kFileMaxBytes + 1, '\0');
  if (in) in.read(text.data(), static_cast<std::streamsize>(text.size()));
  if (!in.is_open() || in.bad() || (in.fail() && !in.eof())) {
    const auto why = std::error_code(errno, std::generic_category()).message();
    return Faults{whole_file(
        path, fmt::format("cannot be read: {}; check the path given with --config", why))};
  }
  text.resize(static_cast<std::size_t>(in.gcount()));
  return parse_config(text, path);
}

}  // namespace scand::daemon
