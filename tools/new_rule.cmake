# cmake -DRULE=apt-in-run -DON=Command -P tools/new_rule.cmake
# Writes rules/apt_in_run.cpp, the fixture folders and the line in rules/catalog.def.

cmake_minimum_required(VERSION 3.25)
get_filename_component(root ${CMAKE_CURRENT_LIST_DIR} DIRECTORY)

set(subjects Build Stage Instruction Run Copy Command Install IgnoreFile Project BakeTarget)
set(place_Build "{}")
set(place_Stage "stage.from->keyword_at")
set(place_Instruction "instruction.keyword_at")
set(place_Run "run.keyword_at()")
set(place_Copy "copy.instruction->keyword_at")
set(place_Command "command.name_word.at")
set(place_Install "install.command->name_word.at")
set(place_IgnoreFile "{}")
set(place_Project "{}")
set(place_BakeTarget "target.definition->at.at")
if(NOT RULE MATCHES "^[a-z][a-z0-9]*(-[a-z0-9]+)*$")
    message(FATAL_ERROR "RULE is the id in kebab-case, named after what it finds: -DRULE=apt-in-run")
endif()
if(NOT ON IN_LIST subjects)
    list(JOIN subjects ", " known)
    message(FATAL_ERROR "ON is the subject that the rule looks at: -DON=Command. There are ${known}")
endif()

string(REPLACE "-" "_" name ${RULE})
string(TOLOWER ${ON} subject)
set(type "model::${ON}")
if(ON STREQUAL "Instruction")
    set(type "dockerfile::${ON}")
endif()
set(example "FROM debian:12\\n")
set(kind "")
set(ending Dockerfile)
if(ON STREQUAL "IgnoreFile")
    set(example "*.md\\n")
    set(kind "    .kind = FileKind::dockerignore,\n")
    set(ending dockerignore)
endif()
set(group correctness)
set(header "")
set(origin "")
if(ON MATCHES "^(Project|BakeTarget)$")
    set(type "workspace::${ON}")
    set(example "target \\\"default\\\" {}\\n")
    set(kind "    .kind = FileKind::bake_hcl,\n")
    set(ending hcl)
    set(group bake)
    set(header "#include \"dflint/workspace/project.h\"\n")
    set(origin "{}, ")
endif()
if(ON STREQUAL "BakeTarget")
    set(subject target)
    set(origin "target.definition->at, ")
endif()
set(file ${root}/rules/${name}.cpp)
if(EXISTS ${file})
    message(FATAL_ERROR "rules/${name}.cpp is there already")
endif()

# Empty fields do not compile: the compiler says what the card still lacks.
file(WRITE ${file} "// SPDX-License-Identifier: Apache-2.0
#include \"dflint/lint/rule.h\"
${header}
namespace dflint::rules {
static void check(const ${type}&, Pass&);

extern constexpr Rule ${name} = rule({
    .name = \"${RULE}\",
    .summary = \"\",
    .why = R\"()\",
    .bad = \"${example}\",
    .good = \"${example}\",
${kind}    .group = Group::${group},
    .checks = {check},
});

static void check(const ${type}& ${subject}, Pass& pass) {
    pass.report(${origin}{.at = ${place_${ON}}, .message = \"\"});
}
} // namespace dflint::rules
")
file(MAKE_DIRECTORY ${root}/fixtures/rules/${RULE}/bad ${root}/fixtures/rules/${RULE}/good)

set(catalog ${root}/rules/catalog.def)
file(STRINGS ${catalog} lines)
list(FILTER lines INCLUDE REGEX "^RULE\\(")
list(APPEND lines "RULE(${name})")
list(SORT lines)
list(JOIN lines "\n" list)
file(STRINGS ${catalog} head LIMIT_COUNT 1)
file(WRITE ${catalog} "${head}\n${list}\n")

message(STATUS "rules/${name}.cpp: write the card, then the check")
message(STATUS "fixtures/rules/${RULE}/: odd cases, bad/*.${ending} and good/*.${ending}")
message(STATUS "then: DFLINT_BLESS=1 ctest --preset dev -R ${name}")
