#include "daemon/scand/config/config_reader.h"

#include <algorithm>
#include <cctype>
#include <fmt/format.h>
#include <vector>
#include <yaml-cpp/yaml.h>

#include "lib/base/near_match.h"

namespace scand::daemon {
namespace {

FilePlace place_of(const YAML::Node& node) {
  const auto mark = node.Mark();
  if (mark.is_null()) return {};
  return {mark.line + 1, mark.column + 1};
}

std::string join(const std::string& prefix, std::string_view word) {
  return prefix.empty() ? std::string(word) : fmt::format("{}.{}", prefix, word);
}

// nullptr: no setting has this full name. Some eighty rows: a search is quick enough.
const Setting* find_row(std::string_view key) {
  for (const auto& row : setting_table())
    if (row.key == key) return &row;
  return nullptr;
}

// Whether `key` is above some setting, as "signals.weights" is.
bool is_section(const std::string& key) {
  const auto start = key + '.';
  return std::ranges::any_of(setting_table(),
                             [&](const Setting& row) { return row.key.starts_with(start); });
}

// Every name that the writer may have meant: keys, and the sections above them.
std::vector<std::string> known_names() {
  std::vector<std::string> names{"exchanges"};
  for (const auto& row : setting_table()) {
    names.emplace_back(row.key);
    for (auto dot = row.key.find('.'); dot != std::string_view::npos;
         dot = row.key.find('.', dot + 1))
      names.emplace_back(row.key.substr(0, dot));
  }
  return names;
}

// The full name of a setting that ends in the same word, so that "ca_file" leads to "http.ca_file".
std::string misplaced(std::string_view key) {
  const auto word = key.substr(key.rfind('.') + 1);
  for (const auto& row : setting_table())
    if (row.key.ends_with(word) && row.key.substr(row.key.rfind('.') + 1) == word)
      return std::string(row.key);
  return {};
}

std::string lower(std::string text) {
  for (auto& c : text)
    c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return text;
}

bool is_exchange_name(std::string_view name) {
  return !name.empty() && name.size() <= 32 && std::ranges::all_of(name, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
  });
}

// One walk over one file. Each read_ function goes on after a fault.
class ConfigReader {
 public:
  ConfigReader(Config& config, ConfigFaults& faults) : config_(config), faults_(faults) {}
  void read(const YAML::Node& root);

 private:
  void read_section(const YAML::Node& map, const std::string& prefix);
  void read_exchanges(const YAML::Node& map);
  void read_exchange(const YAML::Node& map, const std::string& key, ExchangeSettings& exchange);
  template <class Owner>
  void read_value(const YAML::Node& node, const std::string& key, const SettingOf<Owner>& row,
                  Owner& owner);
  // Whether `node` is a map to go into. An empty section is none, and is no fault.
  bool enter(const YAML::Node& node, const std::string& key);
  // Remembers the key's place. False, with a fault: the key was in this map before.
  bool take_key(const YAML::Node& key_node, const std::string& key);
  void add_unknown(const YAML::Node& key_node, const std::string& key,
                   const std::vector<std::string>& candidates);
  void add_fault(const YAML::Node& at, const std::string& key, std::string message);

  Config& config_;
  ConfigFaults& faults_;
};

void ConfigReader::add_fault(const YAML::Node& at, const std::string& key, std::string message) {
  faults_.add({config_.file, place_of(at), key, std::move(message)});
}

bool ConfigReader::enter(const YAML::Node& node, const std::string& key) {
  if (node.IsMap()) return true;
  if (!node.IsNull())
    add_fault(node, key, "is a section: write its settings below it, one a line, indented");
  return false;
}

bool ConfigReader::take_key(const YAML::Node& key_node, const std::string& key) {
  const auto [first, is_new] = config_.places.try_emplace(key, place_of(key_node));
  if (is_new) return true;
  add_fault(key_node, key,
            fmt::format("is set twice, first in line {}; keep one of them", first->second.line));
  return false;
}

void ConfigReader::add_unknown(const YAML::Node& key_node, const std::string& key,
                               const std::vector<std::string>& candidates) {
  // Looking for a hint compares with every name, so it is not done for a fault that is only
  // counted.
  if (!faults_.shows_more()) return add_fault(key_node, key, "unknown setting");
  const std::vector<std::string_view> views(candidates.begin(), candidates.end());
  auto hint = base::did_you_mean(key, views);
  if (const auto elsewhere = misplaced(key); hint.empty() && !elsewhere.empty())
    hint = fmt::format("; did you mean '{}'?", elsewhere);
  if (hint.empty()) hint = "; scand --print-config shows all settings";
  add_fault(key_node, key, "unknown setting" + hint);
}

template <class Owner>
void ConfigReader::read_value(const YAML::Node& node, const std::string& key,
                              const SettingOf<Owner>& row, Owner& owner) {
  if (node.IsNull()) {  // yaml-cpp says that a missing value stands on the next line
    faults_.add({config_.file, config_.places.at(key), key,
                 fmt::format("has no value; allowed: {}", allowed(row.kind))});
    return;
  }
  if (!node.IsScalar()) {
    add_fault(node, key, fmt::format("wants one value; allowed: {}", allowed(row.kind)));
    return;
  }
  const auto value = parse_value(row.kind, node.Scalar());
  if (value.ok())
    row.set(owner, *value);
  else
    add_fault(node, key, value.error());
}

void ConfigReader::read_section(const YAML::Node& map, const std::string& prefix) {
  for (const auto& entry : map) {
    if (!entry.first.IsScalar()) {
      add_fault(entry.first, prefix, "a setting's name must be plain text");
      continue;
    }
    const auto key = join(prefix, entry.first.Scalar());
    if (!take_key(entry.first, key)) continue;
    if (const auto* row = find_row(key))
      read_value(entry.second, key, *row, config_.settings);
    else if (key == "exchanges")
      read_exchanges(entry.second);
    else if (!is_section(key))
      add_unknown(entry.first, key, known_names());
    else if (enter(entry.second, key))
      read_section(entry.second, key);
  }
}

void ConfigReader::read_exchanges(const YAML::Node& map) {
  if (!enter(map, "exchanges")) return;
  for (const auto& entry : map) {
    const auto name = entry.first.IsScalar() ? lower(entry.first.Scalar()) : std::string();
    const auto key = join("exchanges", name);
    if (!is_exchange_name(name))
      add_fault(entry.first, key, "is no exchange's name; allowed: letters, digits, '_' and '-'");
    else if (take_key(entry.first, key) && enter(entry.second, key))
      read_exchange(entry.second, key, config_.settings.exchanges[name]);
  }
}

void ConfigReader::read_exchange(const YAML::Node& map, const std::string& key,
                                 ExchangeSettings& exchange) {
  for (const auto& entry : map) {
    const auto word = entry.first.IsScalar() ? entry.first.Scalar() : std::string();
    const auto full = join(key, word);
    if (!take_key(entry.first, full)) continue;
    const auto rows = exchange_setting_table();
    const auto row = std::ranges::find(rows, word, &ExchangeSetting::key);
    if (row != rows.end()) {
      read_value(entry.second, full, *row, exchange);
      continue;
    }
    std::vector<std::string> candidates;
    for (const auto& known : rows)
      candidates.push_back(join(key, known.key));
    add_unknown(entry.first, full, candidates);
  }
}

void ConfigReader::read(const YAML::Node& root) {
  if (root.IsMap())
    read_section(root, "");
  else if (!root.IsNull())
    add_fault(root, "", "is no map of settings; write 'name: value' lines");
}

}  // namespace

FilePlace Config::place_of(std::string_view key) const {
  const auto found = places.find(key);
  return found == places.end() ? FilePlace{} : found->second;
}

void read_config(const YAML::Node& root, Config& config, ConfigFaults& faults) {
  ConfigReader(config, faults).read(root);
}

}  // namespace scand::daemon
