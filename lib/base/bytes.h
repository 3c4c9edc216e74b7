#pragma once
// A message's body: encoded once, handed from thread to thread, never changed.

#include <memory>
#include <string>

namespace scand::base {

using Bytes = std::shared_ptr<const std::string>;

}  // namespace scand::base
