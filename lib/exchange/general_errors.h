#pragma once
// What a status and a text mean at any exchange: for replies that no rule of the descriptor knows.

#include <optional>
#include <string_view>

#include "lib/base/clock.h"
#include "proto/error_kind.h"

namespace scand::lib::exchange {

// `text`: the error's text, or, when `is_json` is false, the body as it came (a firewall's page).
// `status`: of HTTP. Never a success: it is called for replies that are none.
[[nodiscard]] proto::ErrorKind general_kind(int status, bool is_json, std::string_view text);

// How long to stay away after an error of that kind when nobody says how long; nullopt: not at all.
[[nodiscard]] std::optional<base::Nanos> general_hold(proto::ErrorKind kind);

// What a person should know or do about it, as the end of a sentence.
[[nodiscard]] std::string_view advice(proto::ErrorKind kind);

}  // namespace scand::lib::exchange
