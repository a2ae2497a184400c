# Finds libfyaml, which comes with pkg-config data but no CMake package: target fyaml::fyaml.
find_path(fyaml_INCLUDE_DIR libfyaml.h)
if(DFLINT_STATIC)
    find_library(fyaml_LIBRARY NAMES libfyaml.a)
else()
    find_library(fyaml_LIBRARY NAMES fyaml)
endif()
mark_as_advanced(fyaml_INCLUDE_DIR fyaml_LIBRARY)

include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(fyaml REQUIRED_VARS fyaml_LIBRARY fyaml_INCLUDE_DIR)

if(fyaml_FOUND AND NOT TARGET fyaml::fyaml)
    add_library(fyaml::fyaml UNKNOWN IMPORTED)
    set_target_properties(fyaml::fyaml PROPERTIES
        IMPORTED_LOCATION ${fyaml_LIBRARY}
        INTERFACE_INCLUDE_DIRECTORIES ${fyaml_INCLUDE_DIR})
endif()
