# What `cmake --install` puts where: the program, the rooms with their headers and schemas, and a
# CMake package, so that others write find_package(minutebook) and link minutebook::minutebook.
include(CMakePackageConfigHelpers)

get_property(rooms GLOBAL PROPERTY MINUTEBOOK_ROOMS)
add_library(minutebook_all INTERFACE)
add_library(minutebook::minutebook ALIAS minutebook_all)
set_target_properties(minutebook_all PROPERTIES EXPORT_NAME minutebook)
target_link_libraries(minutebook_all INTERFACE ${rooms})

install(TARGETS ${rooms} minutebook_all EXPORT minutebookTargets
  ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR})
if(TARGET minutebook)
  install(TARGETS minutebook RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
endif()

set(include_dir ${CMAKE_INSTALL_INCLUDEDIR}/minutebook)
install(DIRECTORY ${PROJECT_SOURCE_DIR}/ledger ${PROJECT_SOURCE_DIR}/projections
  DESTINATION ${include_dir} FILES_MATCHING PATTERN "*.h")
install(DIRECTORY ${PROJECT_BINARY_DIR}/generated/ledger DESTINATION ${include_dir}
  FILES_MATCHING PATTERN "*.h")
install(DIRECTORY ${PROJECT_SOURCE_DIR}/ledger/schema/
  DESTINATION ${CMAKE_INSTALL_DATADIR}/minutebook/schema FILES_MATCHING PATTERN "*.capnp")

set(package_dir ${CMAKE_INSTALL_LIBDIR}/cmake/minutebook)
install(EXPORT minutebookTargets NAMESPACE minutebook:: DESTINATION ${package_dir})
configure_package_config_file(${CMAKE_CURRENT_LIST_DIR}/minutebook-config.cmake.in
  ${PROJECT_BINARY_DIR}/minutebook-config.cmake INSTALL_DESTINATION ${package_dir})
# Before 1.0 a minor version may change the interface.
write_basic_package_version_file(${PROJECT_BINARY_DIR}/minutebook-config-version.cmake
  COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/minutebook-config.cmake
  ${PROJECT_BINARY_DIR}/minutebook-config-version.cmake DESTINATION ${package_dir})
