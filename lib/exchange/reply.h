#pragma once
// A response of an exchange as the decoders and the classifier see it, and the error that it may
// turn out to be. Nothing here knows HTTP clients: a reply may come from a recording.

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "lib/base/clock.h"
#include "lib/base/result.h"
#include "proto/error_kind.h"

namespace scand::lib::exchange {

using HeaderList = std::vector<std::pair<std::string, std::string>>;  // names in lower case

// A view: headers and body belong to the caller.
struct Reply {
  int status = 200;
  const HeaderList* headers = nullptr;  // nullptr: none are known
  std::string_view body;
  // Our clock when the reply came, for waits that are stated as a point in time. Unset: the reply's
  // Date header stands in for it.
  std::optional<base::WallTime> now;

  // The first header of that name (in lower case); empty when there is none.
  [[nodiscard]] std::string_view header(std::string_view lower_name) const {
    if (headers != nullptr)
      for (const auto& [name, value] : *headers)
        if (name == lower_name) return value;
    return {};
  }
};

// Why a reply is not the answer to what was asked.
struct VenueError {
  proto::ErrorKind kind = proto::ErrorKind::fatal;
  // How long no call should leave for this exchange. Unset: there is no reason to wait.
  std::optional<base::Nanos> hold;
  std::string message;  // what, where, what to do; valid UTF-8 without control characters
  [[nodiscard]] proto::Failure failure() const { return {kind, message}; }
};

template <class T>
using VenueResult = base::Result<T, VenueError>;

}  // namespace scand::lib::exchange
