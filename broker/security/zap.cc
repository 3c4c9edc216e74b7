#include "broker/security/zap.h"

#include "broker/wire/curve_keys.h"

namespace scand::broker {
namespace {

constexpr std::string_view kVersion = "1.0";
constexpr std::size_t kCurveFrames = 7, kMechanism = 5, kCredential = 6;
constexpr std::size_t kTextMaxBytes = 255;  // of a frame that is text, by the protocol

}  // namespace

std::optional<ZapRequest> read_zap(const Frames& frames) {
  if (frames.size() != kCurveFrames || frames[0] != kVersion || frames[kMechanism] != "CURVE")
    return std::nullopt;
  for (std::size_t i = 0; i < kCredential; ++i)
    if (frames[i].size() > kTextMaxBytes) return std::nullopt;
  auto key = z85(frames[kCredential]);
  if (!key) return std::nullopt;
  return ZapRequest{frames[1], frames[2], frames[3], std::move(*key)};
}

Frames zap_reply(std::string_view request_id, std::string_view user_id) {
  const bool in = !user_id.empty();
  return {std::string(kVersion),        std::string(request_id), in ? "200" : "400",
          in ? "OK" : "not authorised", std::string(user_id),    ""};
}

}  // namespace scand::broker
