# Writes OUTPUT, a source that holds every descriptor file of DIRECTORY as text.
file(GLOB files ${DIRECTORY}/*.yaml)
list(SORT files)
list(LENGTH files count)
set(entries "")
foreach(path IN LISTS files)
  get_filename_component(name ${path} NAME)
  file(READ ${path} text)
  string(APPEND entries "    {\"${name}\", R\"descriptor(${text})descriptor\"},\n")
endforeach()
file(WRITE ${OUTPUT}
"#include \"lib/exchange/builtin.h\"

#include <array>

namespace scand::lib::exchange {
namespace {

constexpr std::array<EmbeddedFile, ${count}> kFiles{{
${entries}}};

}  // namespace

std::span<const EmbeddedFile> builtin_descriptors() {
  return kFiles;
}

}  // namespace scand::lib::exchange
")
