// Tasks and requests as our own parts keep them. What decodes, encodes to bytes that decode to the
// same. The first byte chooses the shape.

#include "fuzz_input.h"

#include "proto/internal_messages.h"

namespace {

template <class T, class Decode>
void round_trip(const T& first, Decode decode) {
  const std::string bytes = scand::proto::encode(first);
  const auto second = decode(bytes);
  scand::fuzz::expect(second.ok(), "what was encoded can be decoded");
  scand::fuzz::expect(*second == first, "what was decoded twice is the same");
}

template <class Decode>
void decode_and_back(std::string_view bytes, Decode decode) {
  const auto decoded = decode(bytes);
  if (decoded.ok()) return round_trip(*decoded, decode);
  scand::fuzz::expect(!decoded.error().empty(), "an error says what is wrong");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string_view input = scand::fuzz::text_of(data, size);
  switch (scand::fuzz::take_byte(input) % 3) {
    case 0:
      decode_and_back(input, scand::proto::decode_scan_task);
      break;
    case 1:
      decode_and_back(input, scand::proto::decode_scan_request);
      break;
    default:
      decode_and_back(input, scand::proto::decode_partial);
      break;
  }
  return 0;
}
