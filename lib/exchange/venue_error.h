#pragma once
// What an exchange's reply says when it is not what was asked for.

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "lib/base/clock.h"
#include "lib/base/result.h"
#include "proto/error_kind.h"

namespace scand::lib::exchange {

// `hold`: no call should leave for this exchange for so long; unset: no reason to wait.
struct VenueError {
  proto::ErrorKind kind = proto::ErrorKind::fatal;
  std::optional<base::Nanos> hold;
  std::string message;  // what, where, what to do; valid UTF-8 without control characters
  [[nodiscard]] proto::Failure failure() const { return {kind, message}; }
};

template <class T>
using VenueResult = base::Result<T, VenueError>;

using HeaderList = std::vector<std::pair<std::string, std::string>>;  // names in lower case

// A reply as it came. Refers to the caller's memory.
struct Reply {
  int status = 200;
  const HeaderList* headers = nullptr;  // nullptr: none known
  std::string_view body;
  std::optional<base::WallTime> now;  // for times that are points; unset: the Date header is used

  // The first header of that lower-case name; empty when there is none.
  [[nodiscard]] std::string_view header(std::string_view lower_name) const;
};

}  // namespace scand::lib::exchange
