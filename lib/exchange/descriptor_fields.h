#pragma once
// Reads one map of a descriptor: each field by name and type. What is missing, of the wrong type or
// unknown becomes a DescriptorError with line and key.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "lib/base/clock.h"
#include "lib/exchange/descriptor.h"
#include "lib/exchange/yaml_tree.h"

namespace scand::lib::exchange {

// The faults of one file.
class Faults {
 public:
  explicit Faults(std::string file) : file_(std::move(file)) {}
  void add(int line, std::string key, std::string message) {
    list_.push_back({file_, line, std::move(key), std::move(message)});
  }
  [[nodiscard]] const std::vector<DescriptorError>& list() const { return list_; }

 private:
  std::string file_;
  std::vector<DescriptorError> list_;
};

// One value and its place, for messages.
struct Place {
  const YamlNode* node = nullptr;
  std::string key;  // from the top: "markets.spot.base_url"
};

[[nodiscard]] std::optional<double> number_of(const Place& place, Faults& faults);
// A scalar or a list of scalars; null becomes "null".
[[nodiscard]] std::vector<std::string> texts_of(const Place& place, Faults& faults);
// "250ms", "5s", "10m", "1h".
[[nodiscard]] std::optional<base::Nanos> duration_of(const Place& place, Faults& faults);
[[nodiscard]] std::optional<TimeUnit> time_unit_of(const Place& place, Faults& faults);

class FieldReader {
 public:
  // A node that is no map is a fault; it then reads as an empty one.
  FieldReader(const Place& place, Faults& faults);

  // nullopt when the field is not there; asking makes it known to finish().
  [[nodiscard]] std::optional<Place> field(const std::string& name);
  // The same; not there is a fault.
  [[nodiscard]] std::optional<Place> need(const std::string& name);
  [[nodiscard]] std::string text(const std::string& name, const std::string& otherwise = "");
  [[nodiscard]] std::string need_text(const std::string& name);
  [[nodiscard]] bool flag(const std::string& name, bool otherwise);
  [[nodiscard]] std::uint32_t whole(const std::string& name, std::uint32_t otherwise);
  [[nodiscard]] std::vector<std::string> texts(const std::string& name);
  [[nodiscard]] const std::vector<YamlField>& fields() const;
  [[nodiscard]] Place at(const YamlField& field) const;
  // Reports the fields that nobody asked for.
  void finish();
  void fault(std::string message) {
    faults_.add(place_.node->line, place_.key, std::move(message));
  }

 private:
  Place place_;
  Faults& faults_;
  std::vector<std::string> known_;
};

}  // namespace scand::lib::exchange
