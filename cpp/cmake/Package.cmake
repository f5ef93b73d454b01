# cmake --install: headers, libraries and the command line, for find_package(ltlab).
include(GNUInstallDirs)
include(CMakePackageConfigHelpers)

set(ltlab_package ${CMAKE_INSTALL_LIBDIR}/cmake/ltlab)
install(TARGETS ltlab ${LTLAB_LIBRARIES} EXPORT ltlab-targets)
install(EXPORT ltlab-targets NAMESPACE ltlab:: DESTINATION ${ltlab_package})
install(DIRECTORY ltlab DESTINATION ${CMAKE_INSTALL_INCLUDEDIR} FILES_MATCHING PATTERN "*.h")
if(TARGET ltlab_cli)
  install(TARGETS ltlab_cli)
endif()

configure_package_config_file(cmake/ltlab-config.cmake.in ltlab-config.cmake INSTALL_DESTINATION ${ltlab_package})
write_basic_package_version_file(ltlab-config-version.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${CMAKE_CURRENT_BINARY_DIR}/ltlab-config.cmake ${CMAKE_CURRENT_BINARY_DIR}/ltlab-config-version.cmake
  DESTINATION ${ltlab_package})
