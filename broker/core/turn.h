#pragma once
// One turn of the core: the time it happens at, and the commands it has led to so far.

#include <utility>
#include <vector>

#include "broker/core/commands.h"
#include "lib/base/clock.h"

namespace scand::broker {

struct Turn {
  base::Now now;
  std::vector<Command> commands;

  template <class C>
  void emit(C one) {
    commands.emplace_back(std::move(one));
  }
};

}  // namespace scand::broker
