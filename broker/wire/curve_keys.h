#pragma once
// CURVE keys: making them, checking their form, and giving them to a socket. A key is text, 40
// characters of Z85 (ZeroMQ RFC 32). Free functions are thread-safe.

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace scand::broker {

inline constexpr std::size_t kCurveKeyChars = 40;

// Holds a secret key and wipes it on destruction. It has no formatter and no operator<<, so it
// cannot reach a log by accident.
class SecretKey {
 public:
  SecretKey() = default;
  explicit SecretKey(std::string text) : text_(std::move(text)) {}
  ~SecretKey();
  SecretKey(const SecretKey&) = default;
  SecretKey& operator=(const SecretKey&) = default;

  [[nodiscard]] const std::string& text() const { return text_; }

 private:
  std::string text_;
};

// What a socket needs to use CURVE. A client sets the first three members; a server sets `secret`
// and `zap_domain`.
struct CurveIdentity {
  SecretKey secret;
  std::string own_public;
  std::string server_public;  // empty: this socket is a server
  std::string zap_domain;     // see endpoints.h
};

// A new random pair: `secret` and `own_public`. Throws std::runtime_error when libzmq was built
// without CURVE.
[[nodiscard]] CurveIdentity make_curve_keys();
// The public key that belongs to `secret`; nullopt when `secret` is not a key.
[[nodiscard]] std::optional<std::string> public_key_of(const SecretKey& secret);
// Whether the text has the form of a key. Any 32 bytes are a valid key, so no more can be checked.
[[nodiscard]] bool is_curve_key(std::string_view text);

// 32 raw bytes as 40 characters; nullopt for any other length.
[[nodiscard]] std::optional<std::string> encode_z85(std::string_view raw);

// A short name for a public key in logs: "sha256:" and the first 16 hex digits of the hash of its
// 40 characters, as `printf %s "$KEY" | sha256sum` prints it.
[[nodiscard]] std::string fingerprint(std::string_view public_key);

// Makes a libzmq socket a CURVE server or client. Call it before bind() or connect(). Throws
// std::runtime_error.
void apply_curve(void* native_socket, const CurveIdentity& identity);

}  // namespace scand::broker
