#pragma once

#include <string_view>

namespace scand::daemon {

// Of both programs. CMake gives it from project().
inline constexpr std::string_view kVersion = SCAND_VERSION;

}  // namespace scand::daemon
