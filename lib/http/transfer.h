#pragma once
// One request in flight: its easy handle, what has arrived, and what libcurl reported on the way.
// Used within CurlClient, on its thread.

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

#include "lib/base/clock.h"
#include "lib/http/client.h"
#include "lib/http/curl_error.h"
#include "lib/http/curl_handle.h"
#include "lib/http/header_sink.h"
#include "lib/http/lookup_gate.h"

namespace scand::lib::http {

// It cannot move: libcurl keeps its address while the transfer is in a multi handle.
class Transfer {
 public:
  // `clock` and `gate` must outlive the transfer; `easy` comes from make_easy().
  Transfer(EasyHandle easy, std::uint64_t tag, Request request, std::size_t max_header_bytes,
           const base::Clock& clock, LookupGate& gate);
  ~Transfer();
  Transfer(const Transfer&) = delete;
  Transfer& operator=(const Transfer&) = delete;

  [[nodiscard]] void* easy() const { return easy_.get(); }
  [[nodiscard]] base::MonoTime deadline() const { return request_.deadline; }

  // The outcome: libcurl ended the transfer, or we do, since its deadline has passed. Take it out
  // of its multi handle first; afterwards only release() may follow.
  [[nodiscard]] Completion finished(int curl_code);
  [[nodiscard]] Completion deadline_passed();

  // Keeps the connection from being used again, once no other transfer is on it. Call it while the
  // transfer is still in the multi handle.
  void distrust_connection();
  // Gives the easy handle back, for the next transfer.
  [[nodiscard]] EasyHandle release();

 private:
  // libcurl's callbacks; `self` is the Transfer.
  static std::size_t on_header(char* bytes, std::size_t size, std::size_t count, void* self);
  static std::size_t on_body(char* bytes, std::size_t size, std::size_t count, void* self);
  static int on_lookup(void* resolver, void* reserved, void* self);
  static int on_send(void* self, char* remote, char* local, int remote_port, int local_port);

  void prepare();
  bool take_body(const char* bytes, std::size_t count);
  void end_lookup(bool answered);
  [[nodiscard]] Phase phase() const;
  [[nodiscard]] TransferStory story(base::MonoTime now) const;
  [[nodiscard]] Failure failure(int curl_code, const TransferStory& story) const;
  [[nodiscard]] Response response();
  Completion completion(Result<Response> outcome, base::MonoTime now);

  EasyHandle easy_;
  const std::uint64_t tag_;
  const Request request_;
  const std::size_t max_header_bytes_;
  const base::Clock& clock_;
  LookupGate& gate_;
  const base::MonoTime started_;
  HeaderList header_list_;
  std::array<char, 256> error_text_{};
  HeaderSink headers_;
  std::string body_;
  std::optional<base::MonoTime> sent_;
  bool looking_up_ = false;
  bool lookup_refused_ = false;
  bool send_refused_ = false;
  bool body_too_large_ = false;
};

}  // namespace scand::lib::http
