# Writes OUTPUT, a source that holds INPUT as text: in pieces, since a compiler need not take a
# longer literal than 65536 bytes.
file(READ ${INPUT} text)
string(LENGTH "${text}" length)
set(pieces "")
set(at 0)
while(at LESS length)
  string(SUBSTRING "${text}" ${at} 16000 piece)
  string(APPEND pieces "    R\"openapi(${piece})openapi\"\n")
  math(EXPR at "${at} + 16000")
endwhile()
file(WRITE ${OUTPUT}
"#include \"daemon/gateway/openapi.h\"

namespace scand::daemon::gateway {
namespace {

constexpr std::string_view kOpenapi =
${pieces}    ;

}  // namespace

std::string_view openapi_json() {
  return kOpenapi;
}

}  // namespace scand::daemon::gateway
")
