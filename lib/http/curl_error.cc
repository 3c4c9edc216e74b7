#include "lib/http/curl_error.h"

#include <algorithm>
#include <array>
#include <curl/curl.h>
#include <fmt/format.h>

namespace scand::lib::http {
namespace {

struct Meaning {
  CURLcode code;
  ErrorKind kind;
  std::string_view what;
  std::string_view advice;
};

constexpr std::string_view kCheckName = "check the host's name and this machine's DNS servers";
constexpr std::string_view kCheckNetwork =
    "the host may be down, or a firewall or proxy may stand in between";
constexpr std::string_view kCheckTrust =
    "check this machine's clock, the CA bundle (http.ca_file) and whether a proxy intercepts TLS";
constexpr std::string_view kTryAgain = "a later attempt may succeed";
constexpr std::string_view kNotTheExchange =
    "what answers there may not be the exchange; check base_url";
constexpr std::string_view kCheckUrl = "check base_url and the descriptor's path";

constexpr std::array kMeanings = std::to_array<Meaning>({
    {CURLE_UNSUPPORTED_PROTOCOL, ErrorKind::fatal, "not an http or https URL", kCheckUrl},
    {CURLE_URL_MALFORMAT, ErrorKind::fatal, "not a URL", kCheckUrl},
    {CURLE_COULDNT_RESOLVE_PROXY, ErrorKind::network, "the proxy's name cannot be resolved",
     "check http.proxy"},
    {CURLE_COULDNT_RESOLVE_HOST, ErrorKind::network, "the name cannot be resolved", kCheckName},
    {CURLE_COULDNT_CONNECT, ErrorKind::network, "cannot connect", kCheckNetwork},
    {CURLE_OPERATION_TIMEDOUT, ErrorKind::network, "no connection in time", kCheckNetwork},
    {CURLE_INTERFACE_FAILED, ErrorKind::network, "cannot send from the configured address",
     "check http.egress_address"},
    {CURLE_PROXY, ErrorKind::network, "the proxy refuses", "check http.proxy"},
    {CURLE_SSL_CONNECT_ERROR, ErrorKind::tls, "the TLS handshake failed", kCheckTrust},
    {CURLE_PEER_FAILED_VERIFICATION, ErrorKind::tls, "the certificate is not accepted",
     kCheckTrust},
    {CURLE_SSL_CACERT_BADFILE, ErrorKind::tls, "the CA bundle cannot be read",
     "check that http.ca_file is a readable PEM file"},
    {CURLE_SSL_ISSUER_ERROR, ErrorKind::tls, "the certificate's issuer is not accepted",
     kCheckTrust},
    {CURLE_SSL_CERTPROBLEM, ErrorKind::tls, "TLS cannot be set up", kCheckTrust},
    {CURLE_SSL_CIPHER, ErrorKind::tls, "no common TLS cipher", kCheckTrust},
    {CURLE_GOT_NOTHING, ErrorKind::network, "the connection was closed without an answer",
     kTryAgain},
    {CURLE_SEND_ERROR, ErrorKind::network, "the connection broke while sending", kTryAgain},
    {CURLE_RECV_ERROR, ErrorKind::network, "the connection broke while receiving", kTryAgain},
    {CURLE_PARTIAL_FILE, ErrorKind::network, "the connection ended before the answer did",
     kTryAgain},
    {CURLE_HTTP2, ErrorKind::network, "the HTTP/2 connection broke", kTryAgain},
    {CURLE_HTTP2_STREAM, ErrorKind::network, "the HTTP/2 stream was reset", kTryAgain},
    {CURLE_BAD_CONTENT_ENCODING, ErrorKind::bad_response, "the body's compression is broken",
     kTryAgain},
    {CURLE_WEIRD_SERVER_REPLY, ErrorKind::bad_response, "the answer is not HTTP", kNotTheExchange},
    {CURLE_WRITE_ERROR, ErrorKind::bad_response, "the body cannot be decoded", kTryAgain},
});

std::string message_of(const TransferStory& story, std::string_view what, std::string_view advice) {
  const std::string detail =
      story.detail.empty() ? std::string() : fmt::format(" ({})", story.detail);
  const auto ms = std::chrono::duration_cast<std::chrono::milliseconds>(story.elapsed).count();
  return fmt::format("{}: {}{} after {} ms; {}", story.host, what, detail, ms, advice);
}

std::string progress_of(const TransferStory& story) {
  switch (story.phase) {
    case Phase::queued:
      return "still waiting for a free connection";
    case Phase::lookup:
      return "its name is not resolved yet";
    case Phase::connecting:
      return "not connected yet";
    case Phase::waiting:
      return "no answer yet";
    case Phase::receiving:
      break;
  }
  return fmt::format("{} bytes of the body received", story.body_bytes);
}

std::string_view advice_for(Phase phase) {
  switch (phase) {
    case Phase::queued:
      return "allow more connections or fewer requests at once";
    case Phase::lookup:
      return kCheckName;
    case Phase::connecting:
      return kCheckNetwork;
    case Phase::waiting:
    case Phase::receiving:
      break;
  }
  return "the exchange or the road to it is slow; allow more time";
}

// OpenSSL's words when the peer hangs up during the handshake: a fault of the network (a firewall,
// an overloaded front), not of the certificate.
bool hung_up(const TransferStory& story) {
  return story.detail.find("SYSCALL") != std::string_view::npos ||
         story.detail.find("reset by peer") != std::string_view::npos;
}

}  // namespace

Failure failure_of(int code, const TransferStory& story) {
  if (code == CURLE_SSL_CONNECT_ERROR && hung_up(story)) {
    return {ErrorKind::network,
            message_of(story, "the connection was closed in the TLS handshake", kCheckNetwork)};
  }
  // libcurl reports an answer without a status line as an unsupported protocol.
  if (code == CURLE_UNSUPPORTED_PROTOCOL && story.phase >= Phase::waiting) {
    code = CURLE_WEIRD_SERVER_REPLY;
  }
  const auto found = std::find_if(kMeanings.begin(), kMeanings.end(),
                                  [code](const Meaning& known) { return known.code == code; });
  if (found != kMeanings.end()) return {found->kind, message_of(story, found->what, found->advice)};
  const auto text = curl_easy_strerror(static_cast<CURLcode>(code));
  return {ErrorKind::network,
          message_of(story, fmt::format("libcurl error {}: {}", code, text), kTryAgain)};
}

Failure deadline_failure(const TransferStory& story) {
  return {ErrorKind::timeout,
          message_of(story, "the deadline passed, " + progress_of(story), advice_for(story.phase))};
}

Failure body_too_large(const TransferStory& story, std::uint64_t max_bytes) {
  return {ErrorKind::bad_response,
          message_of(story, fmt::format("the body is larger than the {} bytes allowed", max_bytes),
                     kNotTheExchange)};
}

Failure headers_too_large(const TransferStory& story, std::uint64_t max_bytes) {
  return {
      ErrorKind::bad_response,
      message_of(story, fmt::format("the headers are larger than the {} bytes allowed", max_bytes),
                 kNotTheExchange)};
}

Failure lookup_refused(const TransferStory& story) {
  return {ErrorKind::network,
          message_of(story, "its name is not looked up again while earlier lookups are unanswered",
                     kCheckName)};
}

Failure not_sent_again(const TransferStory& story) {
  return {ErrorKind::network,
          message_of(story, "a kept connection was closed without an answer", kTryAgain)};
}

std::string_view host_of(std::string_view url) {
  const auto scheme = url.find("://");
  if (scheme != std::string_view::npos) url.remove_prefix(scheme + 3);
  url = url.substr(0, url.find_first_of("/?#"));
  const auto user = url.rfind('@');
  return user == std::string_view::npos ? url : url.substr(user + 1);
}

}  // namespace scand::lib::http
