#include "lib/base/thread_name.h"

#include <pthread.h>
#include <string>

namespace scand::base {

void name_this_thread(std::string_view name) {
  constexpr std::size_t kLongest = 15;
  pthread_setname_np(pthread_self(), std::string(name.substr(0, kLongest)).c_str());
}

}  // namespace scand::base
