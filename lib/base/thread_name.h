#pragma once
// Names the calling thread, for top -H and gdb. The kernel takes 15 characters; the rest is cut
// off.
// Small: every thread's start uses it and nothing else.

#include <string_view>

namespace scand::base {

void name_this_thread(std::string_view name);

}  // namespace scand::base
