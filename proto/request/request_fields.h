#pragma once
// FieldReader: takes the fields of a request out of its map, each with its type and bounds. The
// first fault is kept as a refusal that names the field, what was given and what is allowed; after
// it, everything reads as absent, so that a parser can go on without asking.

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

class FieldReader {
 public:
  // `request` has to outlive the reader. Anything but a map is a fault.
  explicit FieldReader(const Value& request);

  // Absent is nullopt; the caller knows the default. null is no value of any field: a client that
  // means the default leaves the field out.
  [[nodiscard]] std::optional<bool> boolean(std::string_view key);
  [[nodiscard]] std::optional<double> number(std::string_view key, double min, double max);
  [[nodiscard]] std::optional<std::uint64_t> whole(std::string_view key, std::uint64_t min,
                                                   std::uint64_t max);
  [[nodiscard]] std::optional<std::string> text(std::string_view key, std::size_t bytes_max,
                                                std::string_view allowed);
  // One of `names`, in any case: its index.
  [[nodiscard]] std::optional<std::size_t> choice(std::string_view key,
                                                  std::span<const std::string_view> names);
  // Any kind: the caller checks it. nullptr when absent.
  [[nodiscard]] const Value* any(std::string_view key);

  void refuse(std::string_view field, const Value& given, std::string_view allowed);
  void refuse(Refusal refusal);

  [[nodiscard]] bool ok() const { return !refusal_.has_value(); }
  [[nodiscard]] const Refusal& refusal() const { return *refusal_; }
  // The keys that nobody asked for, envelope apart; sorted.
  [[nodiscard]] std::vector<std::string> unknown() const;
  // The keys that were asked for: what a misspelt one may have meant.
  [[nodiscard]] const std::vector<std::string_view>& known() const { return known_; }

 private:
  const Value* take(std::string_view key);

  const Value& request_;
  std::vector<std::string_view> known_;
  std::optional<Refusal> refusal_;
};

// "a, b or c".
[[nodiscard]] std::string listed(std::span<const std::string_view> names);
// Letters of ASCII only: names on this wire have no others.
[[nodiscard]] std::string to_lower(std::string_view text);
[[nodiscard]] std::string to_upper(std::string_view text);

}  // namespace scand::proto
