#pragma once
// The type of errors inside lib/: an operation gives a value or a proto::Failure.
// Small: http, exchange and scan share it and nothing else.

#include "lib/base/result.h"
#include "proto/error_kind.h"

namespace scand::lib {

using proto::ErrorKind;
using proto::Failure;

template <class T>
using Result = base::Result<T, Failure>;

}  // namespace scand::lib
