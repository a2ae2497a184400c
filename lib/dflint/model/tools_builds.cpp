// SPDX-License-Identifier: Apache-2.0
// Outside law: https://maven.apache.org/ref/current/maven-embedder/cli.html,
// https://docs.gradle.org/current/userguide/command_line_interface.html,
// https://learn.microsoft.com/en-us/dotnet/core/tools/, make(1), cmake(1).
#include "dflint/model/tool.h"

namespace dflint::model {

// Goals and tasks are operands: neither tool has verbs.
constexpr Tool maven_tool = {
    .anywhere = {names<"-b -D -ep -emp -f -gs -gt -l -P -pl -rf -s -t -T -ps -is -it --builder "
                       "--color --define --encrypt-master-password --encrypt-password --file "
                       "--global-settings --global-toolchains --log-file --activate-profiles "
                       "--projects --resume-from --settings --toolchains --threads "
                       "--project-settings --install-settings --install-toolchains">,
                 names<"-am -amd -B -C -c -cpu -e -fae -ff -fn -h -itr -llr -N -npr -npu -nsu -ntp "
                       "-o -q -sadp -U -up -V -v -X">},
    .has_single_dash_names = true,
};

constexpr Tool gradle_tool = {
    .anywhere =
        {names<"-a -b -c -D -F -g -I -M -p -P -x --build-file --console --dependency-verification "
               "--exclude-task --gradle-user-home --include-build --init-script "
               "--max-workers --priority --project-cache-dir --project-dir --project-prop "
               "--settings-file --system-prop --warning-mode "
               "--write-verification-metadata --tests --type --dsl --gradle-version "
               "--distribution-type --configuration --dependency --update-locks">,
         names<"-d -h -i -m -q -s -S -t -v -w">},
    .has_single_dash_names = true,
};

constexpr Options dotnet_general = {
    names<"-a -c -f -o -p -r -s -v --add-source --arch --artifacts-path --channel --configfile "
          "--configuration --framework --lock-file-path --logger --os --output --packages "
          "--project --property --results-directory --runtime --settings --source --tool-manifest "
          "--tool-path --verbosity --version-suffix --collect --filter "
          "--test-adapter-path --launch-profile">,
    names<"-h -m -nologo -bl -tl">};

constexpr Options dotnet_package = {names<"-n --version --package-directory">};

constexpr auto dotnet_verbs = sorted(std::to_array<Verb>({
    {.name = "add"},
    {.name = "build"},
    {.name = "build-server shutdown"},
    {.name = "clean"},
    {.name = "dev-certs"},
    {.name = "ef"},
    {.name = "format"},
    {.name = "msbuild"},
    {.name = "new"},
    {.name = "nuget add"},
    {.name = "nuget locals"},
    {.name = "pack"},
    {.name = "package add", .options = dotnet_package},
    {.name = "publish"},
    {.name = "restore"},
    {.name = "run", .runs_a_program = true},
    {.name = "sln"},
    {.name = "test", .options = {names<"-l -d --diag">}},
    {.name = "tool install", .options = {names<"--version">}},
    {.name = "tool restore"},
    {.name = "tool run", .runs_a_program = true},
    {.name = "tool update", .options = {names<"--version">}},
    {.name = "workload install"},
    {.name = "workload restore"},
}));

constexpr Tool dotnet_tool = {
    .anywhere = dotnet_general,
    .verbs = dotnet_verbs,
    .has_single_dash_names = true,
    .flags_take_booleans = true,
};

constexpr Tool make_tool = {
    .anywhere = {names<"-C -f -I -o -W -E --directory --file --makefile --include-dir --old-file "
                       "--assume-old --what-if --new-file --assume-new --eval">},
    .numbered = names<"-j -l">,
};

constexpr Tool cmake_tool = {
    .anywhere = {names<"-A -B -C -D -G -P -S -T -U --build --install --config --component --prefix "
                       "--preset --target -t --toolchain --install-prefix --log-level --open">},
    .has_single_dash_names = true,
    .numbered = names<"-j --parallel">,
};

} // namespace dflint::model
