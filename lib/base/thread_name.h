#pragma once
// A name for the calling thread, as top -H and gdb show it; cut to the kernel's 15 characters.

#include <string_view>

namespace scand::base {

void name_this_thread(std::string_view name);

}  // namespace scand::base
