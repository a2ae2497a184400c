# The program, and the rooms for find_package(dflint).
include(CMakePackageConfigHelpers)
include(GNUInstallDirs)

set(rooms dflint_source dflint_dockerfile dflint_dockerignore dflint_hcl dflint_shell dflint_yaml dflint_bake
          dflint_model dflint_workspace dflint_lint dflint_rules dflint_fix dflint_emit)
install(TARGETS ${rooms} EXPORT dflint-targets
    FILE_SET HEADERS DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/dflint)
install(TARGETS dflint)

set(package ${CMAKE_INSTALL_LIBDIR}/cmake/dflint)
install(EXPORT dflint-targets NAMESPACE dflint:: DESTINATION ${package})
configure_package_config_file(cmake/dflint-config.cmake.in ${PROJECT_BINARY_DIR}/dflint-config.cmake
    INSTALL_DESTINATION ${package})
write_basic_package_version_file(${PROJECT_BINARY_DIR}/dflint-config-version.cmake
    COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/dflint-config.cmake
              ${PROJECT_BINARY_DIR}/dflint-config-version.cmake cmake/Findfyaml.cmake
    DESTINATION ${package})
