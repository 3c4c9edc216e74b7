#pragma once
// The streams of a command: data for pipes, messages for people. Tests replace them.

#include <ostream>
#include <string>

namespace scand::daemon {

struct Console {
  std::ostream& data;          // standard output
  std::ostream& messages;      // standard error
  std::istream& input;         // standard input
  bool data_colour = false;    // `data` may contain colour escape sequences
  bool messages_live = false;  // `messages` is a terminal: lines may be redrawn
  int width_columns = 100;     // of the terminal
};

// The process's own streams. NO_COLOR, --no-color and TERM=dumb turn colour off.
[[nodiscard]] Console process_console(bool no_color);

}  // namespace scand::daemon
