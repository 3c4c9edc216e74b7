#pragma once
// Reads fields of a reply and renders numbers for people. A newer scand may leave a field out or
// give it another type, so every accessor copes with that.

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

#include "proto/encoding/value.h"

namespace scand::daemon {

// Follows a path: at(result, {"metadata", "performance"}). nullptr if a step of it is missing.
[[nodiscard]] const proto::Value* at(const proto::Value& root,
                                     std::initializer_list<std::string_view> path);
// The value at a path; "", nullopt or false if it is missing or of another type.
[[nodiscard]] std::string text_at(const proto::Value& root,
                                  std::initializer_list<std::string_view> path);
[[nodiscard]] std::optional<double> number_at(const proto::Value& root,
                                              std::initializer_list<std::string_view> path);
[[nodiscard]] bool flag_at(const proto::Value& root, std::initializer_list<std::string_view> path);

// The reply without the envelope (`v`, `type`, `id`).
[[nodiscard]] proto::Value without_envelope(proto::Value reply);

// Numbers for people: 111034.2, 1.83B, +1.93%, 55.11s, 150. "-" for nullopt.
[[nodiscard]] std::string show_price(std::optional<double> price);
[[nodiscard]] std::string show_volume(std::optional<double> volume);
[[nodiscard]] std::string show_change(std::optional<double> percent);
[[nodiscard]] std::string show_seconds(std::optional<double> seconds);
[[nodiscard]] std::string show_count(std::optional<double> count);

}  // namespace scand::daemon
