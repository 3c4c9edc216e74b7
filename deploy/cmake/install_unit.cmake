# Installs the systemd unit with the paths of this installation in it. Variables: SOURCE, BINDIR,
# DOCDIR, and CMAKE_INSTALL_PREFIX of the install step.

set(program /usr/bin/scand)  # as the unit in systemd/ has it
set(pages /usr/share/doc/scand)
file(READ ${SOURCE}/systemd/scand.service unit)
foreach(path ${program} ${pages})
  string(FIND "${unit}" ${path} found)
  if(found EQUAL -1)
    message(FATAL_ERROR "systemd/scand.service does not name ${path} any more; see ${CMAKE_CURRENT_LIST_FILE}")
  endif()
endforeach()
string(REPLACE ${program} ${CMAKE_INSTALL_PREFIX}/${BINDIR}/scand unit "${unit}")
string(REPLACE ${pages} ${CMAKE_INSTALL_PREFIX}/${DOCDIR} unit "${unit}")
set(target ${CMAKE_INSTALL_PREFIX}/lib/systemd/system/scand.service)
message(STATUS "Installing: $ENV{DESTDIR}${target}")
file(WRITE $ENV{DESTDIR}${target} "${unit}")
list(APPEND CMAKE_INSTALL_MANIFEST_FILES ${target})
