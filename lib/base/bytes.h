#pragma once
// The body of a message: encoded once, shared between threads, never changed. May be null where a
// header says so.
// Small: one name that every room uses for it.

#include <memory>
#include <string>

namespace scand::base {

using Bytes = std::shared_ptr<const std::string>;

}  // namespace scand::base
