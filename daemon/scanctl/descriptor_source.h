#pragma once
// Which descriptor a command works with: the built-in one or a file's.

#include <string>

#include "lib/base/result.h"
#include "lib/exchange/descriptor.h"

namespace scand::daemon {

struct DescriptorFault {
  std::string message;  // may hold several lines, one a fault of the file
  int exit_code = 0;    // 64: unknown exchange; 78: a faulty descriptor
};

// `exchange` is an id or alias. With a file, it has to describe that exchange.
[[nodiscard]] base::Result<lib::exchange::Descriptor, DescriptorFault> find_descriptor(
    const std::string& exchange, const std::string& file);

}  // namespace scand::daemon
