#pragma once
// Renders a running job: on a terminal, bars that are redrawn in place; otherwise one line for each
// exchange when it ends. Every function returns the text to write and writes nothing itself.

#include <set>
#include <string>

#include "proto/encoding/value.h"

namespace scand::daemon {

class ProgressView {
 public:
  struct Style {
    bool live = false;  // a terminal that understands cursor movements: draw bars
    bool colour = false;
    int width_columns = 100;
  };
  explicit ProgressView(Style style) : style_(style) {}

  // For a progress message: redraws the bars (live), else "".
  [[nodiscard]] std::string progress(const proto::Value& body);
  // For a partial message: the line of its exchange (not live), else "". Once for each exchange.
  [[nodiscard]] std::string partial(const proto::Value& body);
  // At the end: erases the bars (live), or gives the lines of exchanges whose partial was lost (not
  // live).
  [[nodiscard]] std::string result(const proto::Value& result);
  // Before other output: erases the bars. The next progress message draws them again.
  [[nodiscard]] std::string erase_bars();

 private:
  std::string exchange_line(const std::string& name, const proto::Value& detail);

  Style style_;
  int drawn_lines_ = 0;
  std::set<std::string> reported_;  // exchanges with a line; at most those of the job
};

}  // namespace scand::daemon
