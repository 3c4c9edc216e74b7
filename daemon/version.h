#pragma once
// Small: the version of both programs; CMake takes it from project().

#include <string_view>

namespace scand::daemon {

inline constexpr std::string_view kVersion = SCAND_VERSION;

}  // namespace scand::daemon
