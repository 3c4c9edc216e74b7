#include "tests/kit/gateway/raw_client.h"

#include <algorithm>
#include <arpa/inet.h>
#include <array>
#include <cctype>
#include <cerrno>
#include <cstdlib>
#include <netinet/in.h>
#include <poll.h>
#include <stdexcept>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

namespace scand::test {
namespace {

constexpr int kWaitSeconds = 60;

std::string lower(std::string_view text) {
  std::string out(text);
  std::ranges::transform(out, out.begin(), [](unsigned char c) { return std::tolower(c); });
  return out;
}

Reply parse_head(std::string_view head) {
  Reply reply;
  reply.status = std::atoi(std::string(head.substr(9, 3)).c_str());
  head.remove_prefix(head.find("\r\n") + 2);
  while (!head.empty()) {
    const auto line = head.substr(0, head.find("\r\n"));
    const auto colon = line.find(": ");
    reply.headers.emplace_back(lower(line.substr(0, colon)), line.substr(colon + 2));
    head.remove_prefix(line.size() + 2);
  }
  return reply;
}

}  // namespace

std::string Reply::header(std::string_view name) const {
  for (const auto& [key, value] : headers)
    if (key == name) return value;
  return {};
}

RawClient::RawClient(std::uint16_t port, int receive_bytes)
    : descriptor_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
  if (receive_bytes > 0)
    ::setsockopt(descriptor_, SOL_SOCKET, SO_RCVBUF, &receive_bytes, sizeof receive_bytes);
  const timeval limit{kWaitSeconds, 0};
  ::setsockopt(descriptor_, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
  ::setsockopt(descriptor_, SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof limit);
  sockaddr_in place{};
  place.sin_family = AF_INET;
  place.sin_port = htons(port);
  place.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (::connect(descriptor_, reinterpret_cast<sockaddr*>(&place), sizeof place) == 0) return;
  ::close(descriptor_);
  throw std::runtime_error("nobody listens at port " + std::to_string(port));
}

RawClient::~RawClient() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

RawClient::RawClient(RawClient&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1)), received_(std::move(other.received_)) {}

bool RawClient::send(std::string_view bytes) {
  while (!bytes.empty()) {
    const auto sent = ::send(descriptor_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
  return true;
}

void RawClient::end_sending() {
  ::shutdown(descriptor_, SHUT_WR);
}

void RawClient::reset() {
  const linger at_once{1, 0};
  ::setsockopt(descriptor_, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
  ::close(std::exchange(descriptor_, -1));
}

bool RawClient::fill() {
  std::array<char, 16 * 1024> buffer{};
  const auto got = ::recv(descriptor_, buffer.data(), buffer.size(), 0);
  if (got < 0 && (errno == EAGAIN || errno == EWOULDBLOCK))
    throw std::runtime_error("the server neither answered nor closed");
  if (got <= 0) return false;
  received_.append(buffer.data(), static_cast<std::size_t>(got));
  return true;
}

std::optional<Reply> RawClient::reply(bool head_only) {
  std::size_t end = 0;
  while ((end = received_.find("\r\n\r\n")) == std::string::npos)
    if (!fill()) return std::nullopt;
  auto reply = parse_head(std::string_view(received_).substr(0, end + 2));
  received_.erase(0, end + 4);
  const auto length = reply.header("content-length");
  if (head_only || length.empty()) return reply;
  const auto bytes = static_cast<std::size_t>(std::stoull(length));
  while (received_.size() < bytes)
    if (!fill()) return std::nullopt;
  reply.body = received_.substr(0, bytes);
  received_.erase(0, bytes);
  return reply;
}

bool RawClient::closed_by_server() {
  return received_.empty() && !fill() && received_.empty();
}

bool RawClient::readable_within(std::chrono::milliseconds limit) {
  pollfd wanted{descriptor_, POLLIN, 0};
  return ::poll(&wanted, 1, static_cast<int>(limit.count())) > 0;
}

std::string RawClient::rest() {
  while (fill()) {
  }
  return std::exchange(received_, {});
}

std::string get(std::string_view path, std::string_view lines) {
  return "GET " + std::string(path) + " HTTP/1.1\r\nHost: scand\r\n" + std::string(lines) + "\r\n";
}

std::string post(std::string_view path, std::string_view body, std::string_view lines) {
  return "POST " + std::string(path) +
         " HTTP/1.1\r\nHost: scand\r\nContent-Length: " + std::to_string(body.size()) + "\r\n" +
         std::string(lines) + "\r\n" + std::string(body);
}

}  // namespace scand::test
