#include "broker/security/zap_codec.h"

#include "broker/wire/curve_keys.h"

namespace scand::broker {
namespace {

// A request: [version][request id][domain][address][identity][mechanism][credential].
constexpr std::size_t kRequestFrames = 7, kMechanism = 5, kCredential = 6;
constexpr std::string_view kVersion = "1.0";
constexpr std::size_t kTextMaxBytes = 255;  // of each text frame, by the RFC

}  // namespace

std::optional<ZapRequest> parse_zap_request(const Frames& frames) {
  if (frames.size() != kRequestFrames || frames[0] != kVersion || frames[kMechanism] != "CURVE")
    return std::nullopt;
  for (std::size_t i = 0; i < kCredential; ++i)
    if (frames[i].size() > kTextMaxBytes) return std::nullopt;
  auto key = encode_z85(frames[kCredential]);
  if (!key) return std::nullopt;
  return ZapRequest{frames[1], frames[2], frames[3], std::move(*key)};
}

// A reply: [version][request id][status code][status text][user id][metadata].
Frames make_zap_reply(std::string_view request_id, std::string_view user_id) {
  const bool admitted = !user_id.empty();
  return {std::string(kVersion),    std::string(request_id),
          admitted ? "200" : "400", admitted ? "OK" : "not authorised",
          std::string(user_id),     ""};
}

}  // namespace scand::broker
