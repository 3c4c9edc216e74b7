#include "daemon/http/answer.h"

#include <algorithm>
#include <utility>

#include "daemon/http/ascii.h"
#include "daemon/http/gzip.h"
#include "daemon/http/status.h"

namespace scand::daemon::http {
namespace {

constexpr std::size_t kUsualHeadBytes = 384;

// Control characters become spaces: a line break in a value would let a client add fields.
void append_field(std::string& out, std::string_view name, std::string_view value) {
  out += name;
  out += ": ";
  const auto first = out.size();
  out += value;
  std::replace_if(
      out.begin() + static_cast<std::ptrdiff_t>(first), out.end(),
      [](char byte) { return static_cast<unsigned char>(byte) < 0x20 || byte == 0x7f; }, ' ');
  out += "\r\n";
}

bool has_no_body(int status) {
  return status == 204 || status == 304 || status < 200;
}

// Two encodings of one body may not share a strong tag; a weak tag says "the same content".
std::string weak_tag(const std::string& tag) {
  return tag.starts_with("W/") ? tag : "W/" + tag;
}

void append_connection(std::string& out, const AnswerForm& form) {
  if (!form.keep_alive) {
    out += "Connection: close\r\n";
  } else if (form.http10) {
    out += "Connection: keep-alive\r\n";
  }
}

}  // namespace

bool AnswerMaker::compressible(const Response& response) const {
  if (!compress_ || !response.body || response.body->size() < compress_bytes_min_) return false;
  const std::string_view type = response.content_type;
  const auto media = trimmed(type.substr(0, type.find(';')));
  return media.starts_with("text/") || media.ends_with("/json") || media.ends_with("+json") ||
         media.ends_with("/javascript") || media.ends_with("+xml");
}

Answer AnswerMaker::make(const Response& response, const AnswerForm& form,
                         std::string_view date) const {
  Answer out;
  out.closes = !form.keep_alive;
  const bool varies = compressible(response);
  auto body = has_no_body(response.status) ? nullptr : response.body;
  if (varies && form.gzip && body) {
    if (auto packed = response.gzip ? response.gzip->of(*body) : gzip(*body);
        packed && packed->size() < body->size()) {
      body = std::move(packed);
      out.compressed = true;
    }
  }
  auto& head = out.head;
  head.reserve(kUsualHeadBytes);
  head += "HTTP/1.1 ";
  head += std::to_string(response.status);
  head += ' ';
  head += reason_phrase(response.status);
  head += "\r\nDate: ";
  head += date;
  head += "\r\nX-Content-Type-Options: nosniff\r\n";
  if (!has_no_body(response.status)) {
    if (!response.content_type.empty()) append_field(head, "Content-Type", response.content_type);
    head += "Content-Length: ";
    head += std::to_string(body ? body->size() : 0);
    head += "\r\n";
  }
  if (out.compressed) head += "Content-Encoding: gzip\r\n";
  if (varies) head += "Vary: Accept-Encoding\r\n";
  for (const auto& [name, value] : response.headers) {
    const bool tag = out.compressed && same_ignoring_case(name, "etag");
    append_field(head, name, tag ? weak_tag(value) : value);
  }
  for (const auto& [name, value] : form.headers)
    append_field(head, name, value);
  append_connection(head, form);
  head += "\r\n";
  if (body && !body->empty() && !form.head_only) out.body = std::move(body);
  return out;
}

Answer AnswerMaker::continue_reading() {
  Answer out;
  out.head = "HTTP/1.1 100 Continue\r\n\r\n";
  return out;
}

}  // namespace scand::daemon::http
