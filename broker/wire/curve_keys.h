#pragma once
// CURVE keys as text: 40 characters of Z85 each. A secret key is wiped with the object that holds
// it, and has no way into a log: it is printed by nobody.

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace scand::broker {

inline constexpr std::size_t kCurveKeyChars = 40;

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

// What the options of a socket hold. On a server `server_public` is empty.
struct CurveIdentity {
  SecretKey secret;
  std::string own_public;
  std::string server_public;
  std::string zap_domain;  // of a server: which endpoint the ZAP handler is asked about
};

// A new pair. Throws std::runtime_error when libzmq was built without CURVE.
[[nodiscard]] CurveIdentity make_curve_keys();
// The public key of a secret one; nullopt: it is none.
[[nodiscard]] std::optional<std::string> public_of(const SecretKey& secret);
// Whether the text has a key's form. Any 32 bytes are a key, so nothing more can be said.
[[nodiscard]] bool is_curve_key(std::string_view text);

// 32 raw bytes as 40 characters; nullopt: not 32 bytes.
[[nodiscard]] std::optional<std::string> z85(std::string_view raw);

// Names a public key in logs: "sha256:" and the first 16 digits of the hash of its 40 characters
// (printf %s "$KEY" | sha256sum).
[[nodiscard]] std::string fingerprint(std::string_view public_key);

// Makes an unconnected libzmq socket a CURVE server or client. Throws std::runtime_error.
void secure(void* native_socket, const CurveIdentity& identity);

}  // namespace scand::broker
