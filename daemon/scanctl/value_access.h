#pragma once
// What a view reads from a reply: fields that may be absent, null or of another type (a newer
// scand) without a fuss.

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

#include "proto/encoding/value.h"

namespace scand::daemon {

// nullptr when any step of the path is not there: at(result, {"metadata", "performance"}).
[[nodiscard]] const proto::Value* at(const proto::Value& root,
                                     std::initializer_list<std::string_view> path);
[[nodiscard]] std::string text_at(const proto::Value& root,
                                  std::initializer_list<std::string_view> path);
[[nodiscard]] std::optional<double> number_at(const proto::Value& root,
                                              std::initializer_list<std::string_view> path);
[[nodiscard]] bool flag_at(const proto::Value& root, std::initializer_list<std::string_view> path);

// As a person reads it: 111034.2, 1.83B, 55.11 s; "-" for nothing.
[[nodiscard]] std::string show_price(std::optional<double> price);
[[nodiscard]] std::string show_volume(std::optional<double> volume);
[[nodiscard]] std::string show_change(std::optional<double> percent);
[[nodiscard]] std::string show_seconds(std::optional<double> seconds);
[[nodiscard]] std::string show_count(std::optional<double> count);

}  // namespace scand::daemon
