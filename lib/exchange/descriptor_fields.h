#pragma once
// Reads one map of a descriptor field by field, by name and type. A field that is missing, unknown
// or of the wrong type becomes a DescriptorError with line and key; reading goes on, so that one
// run reports every fault. For start-up; one thread.

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

// Collects the faults of one file.
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

// One value and where it is, for messages.
struct Place {
  const YamlNode* node = nullptr;
  std::string key;  // from the top: "markets.spot.base_url"
};

// Each of these reports a fault, and returns nullopt or a default, when the value has another form.
[[nodiscard]] std::optional<double> number_of(const Place& place, Faults& faults);
// A scalar or a list of scalars; null becomes "null".
[[nodiscard]] std::vector<std::string> texts_of(const Place& place, Faults& faults);
// "250ms", "5s", "10m", "1h".
[[nodiscard]] std::optional<base::Nanos> duration_of(const Place& place, Faults& faults);
[[nodiscard]] std::optional<TimeUnit> time_unit_of(const Place& place, Faults& faults);

class DescriptorFields {
 public:
  // A node that is not a map is a fault; it is then read as an empty map.
  DescriptorFields(const Place& place, Faults& faults);

  // nullopt when there is no such field. Asking makes the name known to finish().
  [[nodiscard]] std::optional<Place> field(const std::string& name);
  // The same, but a missing field is a fault.
  [[nodiscard]] std::optional<Place> need(const std::string& name);
  [[nodiscard]] std::string text(const std::string& name, const std::string& otherwise = "");
  [[nodiscard]] std::string need_text(const std::string& name);
  [[nodiscard]] bool flag(const std::string& name, bool otherwise);
  [[nodiscard]] std::uint32_t whole(const std::string& name, std::uint32_t otherwise);
  [[nodiscard]] std::vector<std::string> texts(const std::string& name);
  [[nodiscard]] const std::vector<YamlField>& fields() const;
  [[nodiscard]] Place at(const YamlField& field) const;
  // Reports every field that nobody asked for: a misspelt key must not be silently ignored.
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
