#pragma once
// What cannot be compared in some recordings, and why. Nothing else is left out of the comparison.

#include <string>
#include <vector>

namespace scand::lib::exchange {

struct RecordingException {
  std::string file, field, reason;
};
[[nodiscard]] const std::vector<RecordingException>& recording_exceptions();

}  // namespace scand::lib::exchange
