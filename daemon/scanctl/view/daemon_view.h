#pragma once
// Renders the state of scand, its jobs and its exchanges for people.

#include <string>

#include "proto/encoding/value.h"

namespace scand::daemon {

// `status` and `jobs` are the replies to `status` and `scan.list`.
[[nodiscard]] std::string status_view(const proto::Value& status, const proto::Value& jobs,
                                      bool colour);
// `reply` is the reply to `exchanges.list`.
[[nodiscard]] std::string exchange_list_view(const proto::Value& reply, bool colour);

}  // namespace scand::daemon
