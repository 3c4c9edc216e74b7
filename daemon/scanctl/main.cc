#include <span>

#include "daemon/scanctl/scanctl.h"

int main(int count, char** arguments) {
  return scand::daemon::run_scanctl(std::span(arguments, static_cast<std::size_t>(count)));
}
