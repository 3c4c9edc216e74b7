#pragma once
// RequestFields: reads the fields of a request and checks their types and bounds. It keeps the
// first fault as a refusal that names the field, what was given and what is allowed. After a fault
// every field reads as absent, so a parser need not check after each field.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "proto/encoding/value.h"
#include "proto/messages.h"

namespace scand::proto {

class RequestFields {
 public:
  // `request` must outlive this object. Anything but a map is a fault.
  explicit RequestFields(const Value& request);

  // nullopt if the field is absent; the caller knows the default. null is a fault: a client that
  // wants the default leaves the field out.
  [[nodiscard]] std::optional<bool> boolean(std::string_view key);
  [[nodiscard]] std::optional<double> number(std::string_view key, double min, double max);
  [[nodiscard]] std::optional<std::uint64_t> whole(std::string_view key, std::uint64_t min,
                                                   std::uint64_t max);
  [[nodiscard]] std::optional<std::string> text(std::string_view key, std::size_t bytes_max,
                                                std::string_view allowed);
  // The index of one of `names`, spelled in any case.
  [[nodiscard]] std::optional<std::size_t> choice(std::string_view key,
                                                  std::span<const std::string_view> names);
  // A value of any type, which the caller checks. nullptr if absent.
  [[nodiscard]] const Value* any(std::string_view key);

  void refuse(std::string_view field, const Value& given, std::string_view allowed);
  void refuse(Refusal refusal);

  [[nodiscard]] bool ok() const { return !refusal_.has_value(); }
  [[nodiscard]] const Refusal& refusal() const { return *refusal_; }
  // The keys of the request that no call has asked for, without the envelope; sorted.
  [[nodiscard]] std::vector<std::string> unknown() const;
  // The keys that calls have asked for, to suggest one for a misspelt key.
  [[nodiscard]] const std::vector<std::string_view>& known() const { return known_; }

 private:
  const Value* take(std::string_view key);

  const Value& request_;
  std::vector<std::string_view> known_;
  std::optional<Refusal> refusal_;
};

// Joins names for a message: "a, b or c".
[[nodiscard]] std::string listed(std::span<const std::string_view> names);
// Convert ASCII letters only: names in this protocol have no others.
[[nodiscard]] std::string to_lower(std::string_view text);
[[nodiscard]] std::string to_upper(std::string_view text);

}  // namespace scand::proto
