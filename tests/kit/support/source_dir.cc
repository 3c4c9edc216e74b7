#include "tests/kit/support/source_dir.h"

namespace scand::test {

const std::string& source_dir() {
  static const std::string path = SCAND_SOURCE_DIR;
  return path;
}

}  // namespace scand::test
