#include "broker/wire/curve_keys.h"

#include <array>
#include <cstdint>
#include <fmt/format.h>
#include <sodium.h>
#include <stdexcept>
#include <zmq.h>

namespace scand::broker {
namespace {

constexpr std::size_t kRawBytes = 32;

void set_key_option(void* socket, int option, const std::string& text) {
  if (zmq_setsockopt(socket, option, text.c_str(), text.size()) != 0)
    throw std::runtime_error(
        fmt::format("cannot set a socket's CURVE keys: {}", zmq_strerror(zmq_errno())));
}

}  // namespace

SecretKey::~SecretKey() {
  sodium_memzero(text_.data(), text_.size());
}

CurveIdentity make_curve_keys() {
  std::array<char, kCurveKeyChars + 1> own_public{}, secret{};  // with a final NUL
  if (zmq_curve_keypair(own_public.data(), secret.data()) != 0)
    throw std::runtime_error("cannot make keys: this libzmq was built without CURVE");
  CurveIdentity made;
  made.own_public = own_public.data();
  made.secret = SecretKey(secret.data());
  sodium_memzero(secret.data(), secret.size());
  return made;
}

std::optional<std::string> public_key_of(const SecretKey& secret) {
  std::array<char, kCurveKeyChars + 1> own_public{};
  if (!is_curve_key(secret.text()) ||
      zmq_curve_public(own_public.data(), secret.text().c_str()) != 0)
    return std::nullopt;
  return own_public.data();
}

// zmq_z85_decode() takes a C string, so an embedded NUL would cut the text short.
bool is_curve_key(std::string_view text) {
  std::array<std::uint8_t, kRawBytes> raw{};
  const bool valid = text.size() == kCurveKeyChars && text.find('\0') == std::string_view::npos &&
                     zmq_z85_decode(raw.data(), std::string(text).c_str()) != nullptr;
  sodium_memzero(raw.data(), raw.size());
  return valid;
}

std::optional<std::string> encode_z85(std::string_view raw) {
  std::array<char, kCurveKeyChars + 1> text{};
  if (raw.size() != kRawBytes) return std::nullopt;
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(raw.data());
  if (zmq_z85_encode(text.data(), bytes, raw.size()) == nullptr) return std::nullopt;
  return text.data();
}

std::string fingerprint(std::string_view public_key) {
  constexpr std::size_t kShownBytes = 8;
  std::array<unsigned char, crypto_hash_sha256_BYTES> hash{};
  crypto_hash_sha256(hash.data(), reinterpret_cast<const unsigned char*>(public_key.data()),
                     public_key.size());
  std::string text = "sha256:";
  for (std::size_t i = 0; i < kShownBytes; ++i)
    text += fmt::format("{:02x}", hash[i]);
  return text;
}

void apply_curve(void* native_socket, const CurveIdentity& identity) {
  if (identity.server_public.empty()) {
    const int server = 1;
    if (zmq_setsockopt(native_socket, ZMQ_CURVE_SERVER, &server, sizeof server) != 0)
      throw std::runtime_error("this libzmq was built without CURVE");
    set_key_option(native_socket, ZMQ_CURVE_SECRETKEY, identity.secret.text());
    return set_key_option(native_socket, ZMQ_ZAP_DOMAIN, identity.zap_domain);
  }
  set_key_option(native_socket, ZMQ_CURVE_SERVERKEY, identity.server_public);
  set_key_option(native_socket, ZMQ_CURVE_PUBLICKEY, identity.own_public);
  set_key_option(native_socket, ZMQ_CURVE_SECRETKEY, identity.secret.text());
}

}  // namespace scand::broker
