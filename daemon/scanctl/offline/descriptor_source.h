#pragma once
// Finds the descriptor for a command: a built-in one, or one from a file.

#include <string>

#include "lib/base/result.h"
#include "lib/exchange/descriptor.h"

namespace scand::daemon {

struct DescriptorFault {
  std::string message;  // several lines if the file has several faults
  int exit_code = 0;    // 64: unknown exchange; 78: a faulty descriptor
};

// `exchange` is an id or alias. A file has to describe that exchange; empty: use the built-in one.
[[nodiscard]] base::Result<lib::exchange::Descriptor, DescriptorFault> find_descriptor(
    const std::string& exchange, const std::string& file);

}  // namespace scand::daemon
