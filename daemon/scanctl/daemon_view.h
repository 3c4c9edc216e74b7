#pragma once
// What scand says of itself, its jobs and its exchanges, as people read it.

#include <string>

#include "proto/encoding/value.h"

namespace scand::daemon {

// `status` and `jobs`: the answers to `status` and `scan.list`.
[[nodiscard]] std::string status_view(const proto::Value& status, const proto::Value& jobs,
                                      bool colour);
// The answer to `exchanges.list`.
[[nodiscard]] std::string exchange_list_view(const proto::Value& reply, bool colour);

}  // namespace scand::daemon
