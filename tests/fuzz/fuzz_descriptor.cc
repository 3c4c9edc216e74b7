// A descriptor file: whatever it says, either it is refused with places, or it holds together.

#include "fuzz_input.h"

#include "lib/exchange/descriptor_check.h"
#include "lib/exchange/descriptor_parse.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace scand;
  using namespace scand::lib::exchange;
  const auto parsed = parse_descriptor("fuzz.yaml", fuzz::text_of(data, size));
  if (parsed.ok()) {
    for (const DescriptorError& error : check(*parsed))
      fuzz::expect(!describe(error).empty(), "a fault says what is wrong");
    return 0;
  }
  fuzz::expect(!parsed.error().empty(), "a refusal names a fault");
  for (const DescriptorError& error : parsed.error())
    fuzz::expect(!error.message.empty(), "a fault says what is wrong");
  return 0;
}
