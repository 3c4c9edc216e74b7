#include "daemon/scanctl/console.h"

#include <cstdlib>
#include <iostream>
#include <string_view>
#include <sys/ioctl.h>
#include <unistd.h>

namespace scand::daemon {
namespace {

// getenv() is safe here: called at start, while there is only one thread.
std::string_view environment(const char* name) {
  const char* text = std::getenv(name);  // NOLINT(concurrency-mt-unsafe)
  return text == nullptr ? std::string_view() : text;
}

int terminal_width() {
  winsize size{};
  if (ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) return size.ws_col;
  return 100;
}

}  // namespace

Console process_console(bool no_color) {
  const bool dumb = environment("TERM") == "dumb";
  const bool colour = !no_color && !dumb && environment("NO_COLOR").empty();
  return {std::cout,
          std::cerr,
          std::cin,
          colour && isatty(STDOUT_FILENO) == 1,
          !dumb && isatty(STDERR_FILENO) == 1,
          terminal_width()};
}

}  // namespace scand::daemon
