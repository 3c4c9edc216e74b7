# Installs the headers of the client library below include/scand/: those that a program includes, and
# what they include in turn. Their includes become relative ones ("../wire/socket.h"): a program may
# have a proto/messages.h of its own. Variables: SOURCE, INCLUDEDIR, and CMAKE_INSTALL_PREFIX of the
# install step.

set(waiting broker/client/client.h proto/encoding/json_writer.h)
set(headers "")
while(waiting)
  list(POP_FRONT waiting header)
  if(header IN_LIST headers)
    continue()
  endif()
  list(APPEND headers ${header})
  file(READ ${SOURCE}/${header} text)
  file(STRINGS ${SOURCE}/${header} lines REGEX "^#include \"")
  foreach(line ${lines})
    string(REGEX REPLACE "^#include \"(.*)\".*" "\\1" included "${line}")
    list(APPEND waiting ${included})
    get_filename_component(folder ${SOURCE}/${header} DIRECTORY)
    file(RELATIVE_PATH relative ${folder} ${SOURCE}/${included})
    string(REPLACE "#include \"${included}\"" "#include \"${relative}\"" text "${text}")
  endforeach()
  set(installed ${CMAKE_INSTALL_PREFIX}/${INCLUDEDIR}/scand/${header})
  message(STATUS "Installing: $ENV{DESTDIR}${installed}")
  file(WRITE $ENV{DESTDIR}${installed} "${text}")
  list(APPEND CMAKE_INSTALL_MANIFEST_FILES ${installed})
endwhile()
