// Small: main() alone, so that tests can link the rest.
// Tested by tests/integration/test_scan.py

#include <span>

#include "daemon/scanctl/scanctl.h"

int main(int count, char** arguments) {
  return scand::daemon::run_scanctl(std::span(arguments, static_cast<std::size_t>(count)));
}
