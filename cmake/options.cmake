# Compiler flags and dependencies that every target shares, and the functions that declare one.

if(DFLINT_STATIC)
    set(Boost_USE_STATIC_LIBS ON)
    # Functions nobody calls stay out of the program.
    add_compile_options(-ffunction-sections -fdata-sections)
endif()

find_package(Boost 1.74 REQUIRED COMPONENTS program_options)
find_package(nlohmann_json 3.11 REQUIRED)
find_package(fmt 9 REQUIRED)
list(APPEND CMAKE_MODULE_PATH ${CMAKE_CURRENT_LIST_DIR})
find_package(fyaml REQUIRED)
find_package(Threads REQUIRED)

add_library(dflint_warnings INTERFACE)
target_compile_options(dflint_warnings INTERFACE
    -Wall -Wextra -Wpedantic -Wconversion -Wshadow
    $<$<BOOL:${DFLINT_WERROR}>:-Werror>)

# Debian has no static libfmt: a static program takes fmt from its headers.
if(DFLINT_STATIC)
    set(DFLINT_FMT fmt::fmt-header-only)
else()
    set(DFLINT_FMT fmt::fmt)
endif()

# dflint_room(name SOURCES ... HEADERS ... NEEDS room...): one static library, dflint::name.
function(dflint_room name)
    cmake_parse_arguments(room "" "" "SOURCES;HEADERS;NEEDS" ${ARGN})
    add_library(dflint_${name} STATIC ${room_SOURCES})
    add_library(dflint::${name} ALIAS dflint_${name})
    set_target_properties(dflint_${name} PROPERTIES EXPORT_NAME ${name})
    target_sources(dflint_${name} PUBLIC
        FILE_SET HEADERS BASE_DIRS ${PROJECT_SOURCE_DIR}/lib FILES ${room_HEADERS})
    target_compile_features(dflint_${name} PUBLIC cxx_std_20)
    foreach(needed IN LISTS room_NEEDS)
        target_link_libraries(dflint_${name} PUBLIC dflint::${needed})
    endforeach()
    target_link_libraries(dflint_${name} PRIVATE $<BUILD_INTERFACE:dflint_warnings> ${DFLINT_FMT})
endfunction()
