#include "tests/kit/disk/disk_errors.h"

#include <algorithm>
#include <cerrno>
#include <utility>

namespace scand::broker::test {

DiskErrors::DiskErrors(const std::string& directory, DiskError error)
    : error_(std::move(error)),
      watch_(directory, [this](const DiskCall& call) { return answer(call); }) {}

DiskAnswer DiskErrors::answer(const DiskCall& call) {
  const bool meant = call.kind == error_.call && call.file.ends_with(error_.file);
  const std::size_t room = meant ? std::min(call.bytes, error_.room) : call.bytes;
  if (!meant || room > 0) {
    if (meant) error_.room -= room;
    const long result = call.pass(room);
    return {result, errno};
  }
  ++given_;
  return {-1, error_.error};
}

}  // namespace scand::broker::test
