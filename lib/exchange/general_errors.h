#pragma once
// What a status and a text mean at any exchange, for replies that no rule of the descriptor
// matches. Pure.

#include <optional>
#include <string_view>

#include "lib/base/clock.h"
#include "proto/error_kind.h"

namespace scand::lib::exchange {

// `status` is HTTP's. `text` is the error's text or, when `is_json` is false, the beginning of the
// body (a firewall's page). Call it only for replies that are not a success.
[[nodiscard]] proto::ErrorKind general_kind(int status, bool is_json, std::string_view text);

// How long to stay away after an error of that kind when neither reply nor descriptor says;
// nullopt: not at all.
[[nodiscard]] std::optional<base::Nanos> general_hold(proto::ErrorKind kind);

// What a person should know or do about it, written as the end of a sentence.
[[nodiscard]] std::string_view advice(proto::ErrorKind kind);

}  // namespace scand::lib::exchange
