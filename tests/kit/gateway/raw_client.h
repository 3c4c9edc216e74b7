#pragma once
// A client that sends exactly the bytes it is told to, over a real socket, and reads answers. Every
// wait is bounded, generously.

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace scand::test {

struct Reply {
  int status = 0;
  std::vector<std::pair<std::string, std::string>> headers;  // names in lower case
  std::string body;
  [[nodiscard]] std::string header(std::string_view name) const;  // empty: none
};

class RawClient {
 public:
  // Throws std::runtime_error when nobody listens. `receive_bytes`: the kernel's buffer; 0: as
  // usual.
  explicit RawClient(std::uint16_t port, int receive_bytes = 0);
  ~RawClient();
  RawClient(RawClient&& other) noexcept;
  RawClient(const RawClient&) = delete;
  RawClient& operator=(const RawClient&) = delete;

  // False when the server has closed meanwhile.
  bool send(std::string_view bytes);
  void end_sending();
  void reset();  // ends the connection with an RST

  // The next answer; nothing where the connection ends before it is whole. `head_only`: to HEAD.
  std::optional<Reply> reply(bool head_only = false);
  // Whether the server ends the connection, having sent nothing more.
  bool closed_by_server();
  std::string rest();                                     // all until the end
  bool readable_within(std::chrono::milliseconds limit);  // bytes, or the end

 private:
  bool fill();

  int descriptor_ = -1;
  std::string received_;
};

// "GET /path HTTP/1.1" with a Host, and these lines ("Name: value\r\n" each).
std::string get(std::string_view path, std::string_view lines = {});
std::string post(std::string_view path, std::string_view body, std::string_view lines = {});

}  // namespace scand::test
