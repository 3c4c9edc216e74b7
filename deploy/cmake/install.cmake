# What `cmake --install` installs, in three components:
#   daemon      the programs, the systemd unit, an example configuration
#   docs        the pages, with the links between them working
#   client-dev  the client library for C++, with its headers and package files
#
# The last steps are scripts, since the prefix is known for certain only then (--prefix, DESTDIR).

include(GNUInstallDirs)
include(CMakePackageConfigHelpers)

# The client library: broker/client and the rooms below it, merged into one archive. It takes their
# object files and not the targets, so that our warnings and -Werror do not reach its users.
function(collect_rooms room result)
  set(rooms ${${result}})
  if(room IN_LIST rooms)
    return()
  endif()
  list(APPEND rooms ${room})
  get_target_property(below ${room} INTERFACE_LINK_LIBRARIES)
  list(FILTER below INCLUDE REGEX "^scand_")
  list(REMOVE_ITEM below scand_flags)
  foreach(next ${below})
    collect_rooms(${next} rooms)
  endforeach()
  set(${result} ${rooms} PARENT_SCOPE)
endfunction()
collect_rooms(scand_broker_client client_rooms)

add_library(scand-client STATIC)
add_library(scand::client ALIAS scand-client)
set_target_properties(scand-client PROPERTIES EXPORT_NAME client LINKER_LANGUAGE CXX)
target_compile_features(scand-client INTERFACE cxx_std_20)
foreach(room ${client_rooms})
  get_target_property(type ${room} TYPE)
  if(type STREQUAL "STATIC_LIBRARY")  # else: headers only
    target_sources(scand-client PRIVATE $<TARGET_OBJECTS:${room}>)
  endif()
  # With add_subdirectory: the headers where they are.
  target_include_directories(scand-client INTERFACE
    $<BUILD_INTERFACE:$<TARGET_PROPERTY:${room},INTERFACE_INCLUDE_DIRECTORIES>>)
endforeach()
# ... and as <scand/broker/client/client.h>, which is where they are installed.
file(MAKE_DIRECTORY ${PROJECT_BINARY_DIR}/include/scand-client)
file(CREATE_LINK ${PROJECT_SOURCE_DIR} ${PROJECT_BINARY_DIR}/include/scand-client/scand SYMBOLIC)
target_include_directories(scand-client INTERFACE
  $<BUILD_INTERFACE:${PROJECT_BINARY_DIR}/include/scand-client>
  $<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}>)
target_link_libraries(scand-client INTERFACE Threads::Threads fmt::fmt
  $<BUILD_INTERFACE:PkgConfig::ZMQ> $<BUILD_INTERFACE:sodium>
  $<INSTALL_INTERFACE:PkgConfig::SCAND_CLIENT_NEEDS>)

if(NOT SCAND_INSTALL)
  return()
endif()

# daemon
install(TARGETS scand scanctl RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR} COMPONENT daemon)
install(FILES ${PROJECT_SOURCE_DIR}/deploy/scand.example.yaml
  DESTINATION ${CMAKE_INSTALL_DOCDIR}/deploy COMPONENT daemon)
# systemd looks below lib/, never below a multiarch directory.
install(FILES ${PROJECT_SOURCE_DIR}/systemd/scand.sysusers.conf
  DESTINATION lib/sysusers.d RENAME scand.conf COMPONENT daemon)

# A step that runs cmake/<script> with the variables it names at its top.
function(scand_install_script script component)
  install(CODE "
    cmake_policy(VERSION 3.25)
    set(SOURCE \"${PROJECT_SOURCE_DIR}\")
    set(BINDIR \"${CMAKE_INSTALL_BINDIR}\")
    set(DOCDIR \"${CMAKE_INSTALL_DOCDIR}\")
    set(INCLUDEDIR \"${CMAKE_INSTALL_INCLUDEDIR}\")
    include(\"${PROJECT_SOURCE_DIR}/deploy/cmake/${script}\")" COMPONENT ${component})
endfunction()
scand_install_script(install_unit.cmake daemon)
scand_install_script(install_docs.cmake docs)
scand_install_script(install_headers.cmake client-dev)

# client-dev
set(package_directory ${CMAKE_INSTALL_LIBDIR}/cmake/scand-client)
install(TARGETS scand-client EXPORT scand-client
  ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR} COMPONENT client-dev)
install(EXPORT scand-client NAMESPACE scand:: FILE scand-client-targets.cmake
  DESTINATION ${package_directory} COMPONENT client-dev)
configure_package_config_file(${PROJECT_SOURCE_DIR}/deploy/cmake/scand-client-config.cmake.in
  ${PROJECT_BINARY_DIR}/scand-client-config.cmake INSTALL_DESTINATION ${package_directory})
# Before 1.0 a new minor version may break its users (docs/stability.md).
write_basic_package_version_file(${PROJECT_BINARY_DIR}/scand-client-config-version.cmake
  COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/scand-client-config.cmake
  ${PROJECT_BINARY_DIR}/scand-client-config-version.cmake
  DESTINATION ${package_directory} COMPONENT client-dev)

# pkg-config finds the prefix from where the file lies.
file(RELATIVE_PATH prefix_from_pkgconfig /prefix/${CMAKE_INSTALL_LIBDIR}/pkgconfig /prefix)
configure_file(${PROJECT_SOURCE_DIR}/deploy/cmake/scand-client.pc.in ${PROJECT_BINARY_DIR}/scand-client.pc
  @ONLY)
install(FILES ${PROJECT_BINARY_DIR}/scand-client.pc
  DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig COMPONENT client-dev)
