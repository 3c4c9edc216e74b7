#include "lib/http/transfer.h"

#include <algorithm>
#include <curl/curl.h>
#include <new>
#include <utility>

namespace scand::lib::http {
namespace {

template <class T>
T info(CURL* easy, CURLINFO what) {
  T value{};
  curl_easy_getinfo(easy, what, &value);
  return value;
}

std::string version_name(long version) {
  switch (version) {
    case CURL_HTTP_VERSION_1_0:
      return "1.0";
    case CURL_HTTP_VERSION_1_1:
      return "1.1";
    case CURL_HTTP_VERSION_2_0:
      return "2";
    default:
      return "";
  }
}

HeaderList header_list(const Request& request) {
  HeaderList list;
  for (const auto& [name, value] : request.headers) {
    // In libcurl's notation "name:" removes a header, and "name;" sends it with an empty value.
    std::string line = name;
    line.append(value.empty() ? ";" : ": ").append(value);
    curl_slist* longer = curl_slist_append(list.get(), line.c_str());
    if (longer == nullptr) throw std::bad_alloc();
    (void)list.release();
    list.reset(longer);
  }
  return list;
}

}  // namespace

Transfer::Transfer(EasyHandle easy, std::uint64_t tag, Request request,
                   std::size_t max_header_bytes, const base::Clock& clock, LookupGate& gate)
    : easy_(std::move(easy)),
      tag_(tag),
      request_(std::move(request)),
      max_header_bytes_(max_header_bytes),
      clock_(clock),
      gate_(gate),
      started_(clock.mono()),
      header_list_(header_list(request_)),
      headers_(max_header_bytes) {
  static_assert(std::tuple_size_v<decltype(error_text_)> >= CURL_ERROR_SIZE);
  prepare();
}

Transfer::~Transfer() {
  end_lookup(false);
}

void Transfer::prepare() {
  CURL* easy = easy_.get();
  curl_easy_setopt(easy, CURLOPT_PRIVATE, this);
  curl_easy_setopt(easy, CURLOPT_URL, request_.url.c_str());
  curl_easy_setopt(easy, CURLOPT_HTTPHEADER, header_list_.get());
  curl_easy_setopt(easy, CURLOPT_MAXFILESIZE_LARGE,
                   static_cast<curl_off_t>(request_.max_body_bytes));
  curl_easy_setopt(easy, CURLOPT_ERRORBUFFER, error_text_.data());
  curl_easy_setopt(easy, CURLOPT_FORBID_REUSE, 0L);
  curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, &on_header);
  curl_easy_setopt(easy, CURLOPT_HEADERDATA, this);
  curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, &on_body);
  curl_easy_setopt(easy, CURLOPT_WRITEDATA, this);
  curl_easy_setopt(easy, CURLOPT_RESOLVER_START_FUNCTION, &on_lookup);
  curl_easy_setopt(easy, CURLOPT_RESOLVER_START_DATA, this);
  curl_easy_setopt(easy, CURLOPT_PREREQFUNCTION, &on_send);
  curl_easy_setopt(easy, CURLOPT_PREREQDATA, this);
}

EasyHandle Transfer::release() {
  curl_easy_setopt(easy_.get(), CURLOPT_ERRORBUFFER, nullptr);
  curl_easy_setopt(easy_.get(), CURLOPT_HTTPHEADER, nullptr);
  return std::move(easy_);
}

void Transfer::distrust_connection() {
  curl_easy_setopt(easy_.get(), CURLOPT_FORBID_REUSE, 1L);
}

std::size_t Transfer::on_header(char* bytes, std::size_t size, std::size_t count, void* self) {
  auto& transfer = *static_cast<Transfer*>(self);
  try {
    return transfer.headers_.add({bytes, size * count}) ? size * count : 0;
  } catch (const std::bad_alloc&) {
    return 0;
  }
}

std::size_t Transfer::on_body(char* bytes, std::size_t size, std::size_t count, void* self) {
  return static_cast<Transfer*>(self)->take_body(bytes, size * count) ? size * count : 0;
}

bool Transfer::take_body(const char* bytes, std::size_t count) {
  // Counted after decompression, so that a small compressed body cannot fill the memory.
  body_too_large_ = count > request_.max_body_bytes - body_.size();
  if (body_too_large_) return false;
  try {
    if (body_.empty()) {
      const auto length = info<curl_off_t>(easy_.get(), CURLINFO_CONTENT_LENGTH_DOWNLOAD_T);
      body_.reserve(std::min(request_.max_body_bytes,
                             static_cast<std::size_t>(std::max<curl_off_t>(length, 0))));
    }
    body_.append(bytes, count);
    return true;
  } catch (const std::bad_alloc&) {
    return false;  // no exception may pass through libcurl's C code
  }
}

int Transfer::on_lookup(void*, void*, void* self) {
  auto& transfer = *static_cast<Transfer*>(self);
  transfer.end_lookup(true);
  transfer.looking_up_ =
      transfer.gate_.enter(std::string(host_of(transfer.request_.url)), transfer.clock_.mono());
  transfer.lookup_refused_ = !transfer.looking_up_;
  return transfer.lookup_refused_ ? 1 : 0;
}

int Transfer::on_send(void* self, char*, char*, int, int) {
  auto& transfer = *static_cast<Transfer*>(self);
  transfer.end_lookup(true);
  // When a warm connection turns out to be closed, libcurl would send the request again by itself.
  // The budget paid for one request only.
  transfer.send_refused_ = transfer.sent_.has_value();
  if (transfer.send_refused_) return CURL_PREREQFUNC_ABORT;
  transfer.sent_ = transfer.clock_.mono();
  return CURL_PREREQFUNC_OK;
}

void Transfer::end_lookup(bool answered) {
  if (!std::exchange(looking_up_, false)) return;
  const std::string host(host_of(request_.url));
  if (answered) {
    gate_.answered(host);
  } else {
    gate_.abandoned(host, clock_.mono());
  }
}

Phase Transfer::phase() const {
  if (!body_.empty()) return Phase::receiving;
  if (sent_) return Phase::waiting;
  if (info<curl_off_t>(easy_.get(), CURLINFO_NAMELOOKUP_TIME_T) > 0) return Phase::connecting;
  return looking_up_ ? Phase::lookup : Phase::queued;
}

TransferStory Transfer::story(base::MonoTime now) const {
  return {host_of(request_.url), phase(), now - started_, body_.size(), error_text_.data()};
}

Completion Transfer::deadline_passed() {
  const base::MonoTime now = clock_.mono();
  const TransferStory seen = story(now);
  if (seen.phase != Phase::lookup) end_lookup(true);
  return completion(deadline_failure(seen), now);
}

Completion Transfer::finished(int curl_code) {
  const base::MonoTime now = clock_.mono();
  if (curl_code == CURLE_OK) {
    end_lookup(true);
    return completion(response(), now);
  }
  const TransferStory seen = story(now);
  // Only a timeout can end a transfer whose lookup is still running.
  end_lookup(curl_code != CURLE_OPERATION_TIMEDOUT || seen.phase != Phase::lookup);
  return completion(failure(curl_code, seen), now);
}

Failure Transfer::failure(int curl_code, const TransferStory& seen) const {
  if (lookup_refused_) return http::lookup_refused(seen);
  if (send_refused_) return not_sent_again(seen);
  if (headers_.too_large()) return headers_too_large(seen, max_header_bytes_);
  if (body_too_large_ || curl_code == CURLE_FILESIZE_EXCEEDED)
    return body_too_large(seen, request_.max_body_bytes);
  return failure_of(curl_code, seen);
}

Response Transfer::response() {
  CURL* easy = easy_.get();
  Response answer;
  answer.status = static_cast<int>(info<long>(easy, CURLINFO_RESPONSE_CODE));
  answer.http_version = version_name(info<long>(easy, CURLINFO_HTTP_VERSION));
  answer.wire_bytes = static_cast<std::uint64_t>(info<long>(easy, CURLINFO_HEADER_SIZE)) +
                      static_cast<std::uint64_t>(info<curl_off_t>(easy, CURLINFO_SIZE_DOWNLOAD_T));
  answer.headers = headers_.take();
  answer.body = std::move(body_);
  return answer;
}

Completion Transfer::completion(Result<Response> outcome, base::MonoTime now) {
  return {tag_, started_, now, std::move(outcome), sent_};
}

}  // namespace scand::lib::http
