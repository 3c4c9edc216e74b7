#pragma once
// One HTTP exchange: what the server and its handler hand to each other. There is no socket and no
// HTTP library in it: the server turns bytes into a Request and a Response into bytes, the handler
// turns a Request into a Response, and each is tested without the other.

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace scand::daemon::http {

using Header = std::pair<std::string, std::string>;  // requests: the name in lower case

class GzipCache;  // daemon/http/gzip.h

struct Request {
  std::string method;           // as sent: "GET"; HEAD becomes GET, the server drops the body
  std::string path;             // percent-decoded, without the query; begins with '/'
  std::vector<Header> query;    // decoded, in the order sent
  std::vector<Header> headers;  // in the order sent
  std::string body;             // complete, without its transfer coding
  std::string client;           // the peer's address, unless admit() puts a better name here
  std::uint32_t rights = 0;     // what the client may do. The handler gives the bits a meaning: it
                                // sets them in admit() and reads them in handle()
};

struct Response {
  int status = 200;
  std::string content_type;     // empty: no body
  std::vector<Header> headers;  // besides Content-Type, -Length, -Encoding, Date, Connection
  std::shared_ptr<const std::string> body;  // may be shared with a cache; null: empty
  // The compressed form of a body that is sent many times, made once. Null: compress each time.
  std::shared_ptr<GzipCache> gzip;
};

// Answers one request. Call it once, from any thread, at any later time. A request whose Respond is
// destroyed without a call is answered 500. If the client has left, the call does nothing.
using Respond = std::function<void(Response)>;

// The handler's decision on a request whose header is complete and whose body is not read yet.
struct Admission {
  std::optional<Response> answer;  // ends the request here; nullopt: read the body, call handle()
  std::vector<Header> headers;     // to add to every answer to this request, the server's included
};

// The application behind the server. The server calls it on all its threads at once, and each call
// must return soon: give a slow answer later, through `respond`.
class Handler {
 public:
  virtual ~Handler() = default;

  [[nodiscard]] virtual Admission admit(Request& request) = 0;
  virtual void handle(Request request, Respond respond) = 0;
  // Words the answer to a request that the server refuses by itself (400, 408, 431, 503, ...).
  [[nodiscard]] virtual Response refusal(int status, const std::string& detail) const = 0;
};

// The value of the first field of that name (in lower case); empty: there is none.
[[nodiscard]] inline std::string_view header_value(const std::vector<Header>& headers,
                                                   std::string_view name) {
  for (const Header& header : headers)
    if (header.first == name) return header.second;
  return {};
}

}  // namespace scand::daemon::http
