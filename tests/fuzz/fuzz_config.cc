// The configuration file: refused with places, or shown in a form that reads back the same.

#include <string>

#include "fuzz_input.h"

#include "daemon/scand/config/config_dump.h"
#include "daemon/scand/config/config_file.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace scand;
  const auto config = daemon::parse_config(fuzz::text_of(data, size), "fuzz.yaml");
  if (!config.ok()) {
    fuzz::expect(!config.error().empty(), "a refusal names a fault");
    for (const daemon::ConfigFault& fault : config.error())
      fuzz::expect(!daemon::render(fault).empty(), "a fault says what is wrong");
    return 0;
  }
  const std::string shown = daemon::dump_config(config->settings);
  const auto again = daemon::parse_config(shown, "dump.yaml");
  fuzz::expect(again.ok(), "what is shown can be read");
  fuzz::expect(daemon::dump_config(again->settings) == shown, "what is shown reads back the same");
  return 0;
}
