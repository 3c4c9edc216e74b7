// Fuzzes the ZAP codec (in the input each frame follows a byte with its length, so that frames of
// every shape occur) and the parser of the file of clients.

#include <algorithm>
#include <string>

#include "fuzz_input.h"

#include "broker/security/access_table.h"
#include "broker/security/zap_codec.h"
#include "broker/wire/curve_keys.h"

namespace {

using namespace scand;

broker::Frames frames_of(std::string_view input) {
  broker::Frames frames;
  while (!input.empty() && frames.size() <= broker::kFramesMax) {
    const std::size_t size = fuzz::take_byte(input);
    frames.emplace_back(input.substr(0, size));
    input.remove_prefix(std::min(size, input.size()));
  }
  return frames;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto input = fuzz::text_of(data, size);
  if (const auto request = broker::parse_zap_request(frames_of(input)))
    fuzz::expect(broker::is_curve_key(request->public_key), "an accepted request has a valid key");
  const auto table = broker::AccessTable::parse(input);
  if (!table.ok()) fuzz::expect(!table.error().message.empty(), "a fault says why");
  return 0;
}
