# Installs the pages in the tree they have here, so that the links between them work. A link to a file
# that is not installed (a source, a page for those who change scand) becomes plain text.
# Variables: SOURCE, DOCDIR, and CMAKE_INSTALL_PREFIX of the install step.

file(GLOB_RECURSE pages RELATIVE ${SOURCE} ${SOURCE}/docs/*.md)
list(APPEND pages README.md CHANGELOG.md proto/SPEC.md systemd/README.md broker/journal/JOURNAL.md)
set(others LICENSE deploy/scand.example.yaml)
string(ASCII 1 link)  # stands for "](", since brackets upset CMake's lists

foreach(page ${pages})
  file(READ ${SOURCE}/${page} text)
  string(REPLACE "](" "${link}" text "${text}")
  string(REGEX MATCHALL "${link}[^)# ]+" targets "${text}")
  list(REMOVE_DUPLICATES targets)
  get_filename_component(folder ${SOURCE}/${page} DIRECTORY)
  foreach(target ${targets})
    string(REPLACE "${link}" "" target "${target}")
    if(target MATCHES "^[a-z]+:")
      continue()
    endif()
    file(REAL_PATH ${target} path BASE_DIRECTORY ${folder})
    file(RELATIVE_PATH path ${SOURCE} ${path})
    if(NOT path IN_LIST pages AND NOT path IN_LIST others)
      string(REGEX REPLACE "([].+*?^$()[|\\])" "\\\\\\1" pattern "${target}")
      string(REGEX REPLACE "\\[([^[${link}]*)${link}${pattern}(#[^)]*)?\\)" "\\1" text "${text}")
    endif()
  endforeach()
  string(REPLACE "${link}" "](" text "${text}")
  set(installed ${CMAKE_INSTALL_PREFIX}/${DOCDIR}/${page})
  message(STATUS "Installing: $ENV{DESTDIR}${installed}")
  file(WRITE $ENV{DESTDIR}${installed} "${text}")
  list(APPEND CMAKE_INSTALL_MANIFEST_FILES ${installed})
endforeach()

foreach(file ${others})
  get_filename_component(folder ${file} DIRECTORY)
  file(INSTALL ${SOURCE}/${file} DESTINATION ${CMAKE_INSTALL_PREFIX}/${DOCDIR}/${folder})
endforeach()
