#pragma once
// A running job for whoever watches: bars that are redrawn on a terminal, else one line as each
// exchange ends. Returns what to write; writes nothing itself.

#include <set>
#include <string>

#include "proto/encoding/value.h"

namespace scand::daemon {

class ProgressView {
 public:
  struct Style {
    bool live = false;  // the terminal takes cursor movements
    bool colour = false;
    int width_columns = 100;
  };
  explicit ProgressView(Style style) : style_(style) {}

  // A progress message: the bars anew (live), else nothing.
  [[nodiscard]] std::string progress(const proto::Value& body);
  // A partial message: the exchange's line (not live), else nothing. Each exchange once.
  [[nodiscard]] std::string partial(const proto::Value& body);
  // The end: lines of exchanges whose partial was missed (not live); the bars are taken away
  // (live).
  [[nodiscard]] std::string result(const proto::Value& result);
  // Something else is to be written: takes the bars away; the next progress draws them again.
  [[nodiscard]] std::string interrupt();

 private:
  std::string exchange_line(const std::string& name, const proto::Value& detail);

  Style style_;
  int drawn_lines_ = 0;
  std::set<std::string> told_;  // exchanges; as many as the job has
};

}  // namespace scand::daemon
