#pragma once
// One HTTP exchange as the gateway's parts hand it to each other. No socket and no HTTP library
// here: the server turns bytes into a Request and a Response into bytes, the routes turn a Request
// into a Response, and each is tested without the other.

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace scand::daemon::gateway {

using Header = std::pair<std::string, std::string>;  // requests: the name in lower case

class GzipCache;  // daemon/gateway/gzip.h

enum class Role : std::uint8_t { submit, read, admin };

struct Request {
  std::string method;           // as sent: "GET"; HEAD comes as GET, the server keeps the body back
  std::string path;             // percent-decoded, without the query; begins with '/'
  std::vector<Header> query;    // decoded, in the order sent
  std::vector<Header> headers;  // in the order sent
  std::string body;             // whole, and without its transfer or content coding
  std::string client;           // whose work it is: the token's name, else the peer's address
  std::vector<Role> roles;      // what the client may do; all of them where no tokens are set
};

struct Response {
  int status = 200;
  std::string content_type;     // empty: no body
  std::vector<Header> headers;  // besides Content-Type, -Length, -Encoding, Date, Connection
  std::shared_ptr<const std::string> body;  // may be shared with a cache; null: empty
  // Of a body that is answered again and again: its compressed form, made once. Null: made each
  // time.
  std::shared_ptr<GzipCache> gzip;
};

// Answers one request. To be called once, from any thread, at any later time; to let it go uncalled
// answers 500. When the client has left meanwhile nothing happens.
using Respond = std::function<void(Response)>;

// What the server asks. Called on the server's threads, several at once; must return soon: a slow
// answer is given later through `respond`.
class Handler {
 public:
  virtual ~Handler() = default;
  virtual void handle(Request request, Respond respond) = 0;
};

}  // namespace scand::daemon::gateway
