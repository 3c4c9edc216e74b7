#pragma once
// Errors inside lib/: a proto::Failure, or a value.

#include "lib/base/result.h"
#include "proto/error_kind.h"

namespace scand::lib {

using proto::ErrorKind;
using proto::Failure;

template <class T>
using Result = base::Result<T, Failure>;

}  // namespace scand::lib
