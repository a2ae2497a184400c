// SPDX-License-Identifier: Apache-2.0
// Outside law: https://pkg.go.dev/cmd/go, https://doc.rust-lang.org/cargo/commands/,
// https://rust-lang.github.io/rustup/, https://guides.rubygems.org/command-reference/,
// https://bundler.io/man/, https://getcomposer.org/doc/03-cli.md,
// https://hexdocs.pm/mix/
#include "dflint/model/tool.h"

namespace dflint::model {

// ---- go

// `go help build`, `go help testflag`, `go help mod edit`. Other flags are boolean.
constexpr Options go_general = {
    names<"-C -p -asmflags -buildmode -compiler -gccgoflags -gcflags -installsuffix -ldflags -mod "
          "-modfile -overlay -pgo -pkgdir -tags -toolexec -covermode -coverpkg -o -exec -vettool "
          "-bench -benchtime -blockprofile -blockprofilerate -count -coverprofile -cpu -cpuprofile "
          "-fuzz -fuzztime -fuzzminimizetime -list -memprofile -memprofilerate -mutexprofile "
          "-mutexprofilefraction -outputdir -parallel -run -shuffle -skip -timeout -trace -vet "
          "-reuse -go -compat -require -droprequire -replace -dropreplace -exclude -dropexclude "
          "-retract -toolchain -godebug -module -f -use -dropuse">};

constexpr auto go_verbs = sorted(std::to_array<Verb>({
    {.name = "build"},      {.name = "clean"},
    {.name = "env"},        {.name = "generate", .options = {names<"-run -skip">}},
    {.name = "get"},        {.name = "install"},
    {.name = "list"},       {.name = "mod download"},
    {.name = "mod edit"},   {.name = "mod init"},
    {.name = "mod tidy"},   {.name = "mod vendor"},
    {.name = "mod verify"}, {.name = "run", .runs_a_program = true},
    {.name = "test"},       {.name = "tool", .runs_a_program = true},
    {.name = "version"},    {.name = "vet"},
    {.name = "work init"},  {.name = "work sync"},
    {.name = "work use"},
}));

constexpr Tool go_tool = {
    .anywhere = go_general,
    .verbs = go_verbs,
    .has_single_dash_names = true,
};

// ---- cargo and rustup

constexpr Options cargo_general = {
    names<"-C -F -Z -j -p --artifact-dir --bench --bin --branch --color --config "
          "--example --exclude --features --git --index --jobs --lockfile-path --manifest-path "
          "--message-format --out-dir --package --path --profile --recipe-path --registry --rev "
          "--root --tag --target --target-dir --test --version --vers --recipe-file --bin-dir "
          "--install-path --pkg-url --strategies --targets --github-token --rename">};

// In `cargo install` -V is not --version VALUE: --version VALUE is, in all others it is a flag.
constexpr Options cargo_version_flag = {{}, names<"--version">};

constexpr auto cargo_verbs = sorted(std::to_array<Verb>({
    {.name = "add"},
    {.name = "b", .means = "build"},
    {.name = "bench"},
    {.name = "binstall"},
    {.name = "build"},
    {.name = "c", .means = "check"},
    {.name = "check"},
    {.name = "chef cook"},
    {.name = "chef prepare"},
    {.name = "clean"},
    {.name = "clippy"},
    {.name = "doc"},
    {.name = "fetch"},
    {.name = "fmt"},
    {.name = "generate-lockfile"},
    {.name = "init"},
    {.name = "install"},
    {.name = "metadata"},
    {.name = "new"},
    {.name = "r", .means = "run"},
    {.name = "remove"},
    {.name = "run", .runs_a_program = true},
    {.name = "rustc"},
    {.name = "t", .means = "test"},
    {.name = "test"},
    {.name = "uninstall"},
    {.name = "update", .options = {names<"--precise">}},
    {.name = "vendor", .options = {names<"-s --sync">}},
}));

constexpr Tool cargo_tool = {
    .before = cargo_version_flag,
    .anywhere = cargo_general,
    .verbs = cargo_verbs,
    .dashes_end_operands = true,
    .has_plus_word = true,
};

constexpr auto rustup_verbs = sorted(std::to_array<Verb>({
    {.name = "component add"},
    {.name = "component remove"},
    {.name = "default"},
    {.name = "install"},
    {.name = "override set"},
    {.name = "run", .runs_a_program = true},
    {.name = "self update"},
    {.name = "set profile"},
    {.name = "show"},
    {.name = "target add"},
    {.name = "target remove"},
    {.name = "toolchain add", .means = "toolchain install"},
    {.name = "toolchain install"},
    {.name = "toolchain link"},
    {.name = "toolchain uninstall"},
    {.name = "update"},
}));

constexpr Tool rustup_tool = {
    .anywhere = {names<"-c -t --component --target --profile --toolchain --path">},
    .verbs = rustup_verbs,
    .has_plus_word = true,
};

// ---- gem and bundler

constexpr auto gem_verbs = sorted(std::to_array<Verb>({
    {.name = "build", .options = {names<"-o --output">}},
    {.name = "cleanup"},
    {.name = "env"},
    {.name = "environment"},
    {.name = "exec", .options = {names<"-g --gem">}, .runs_a_program = true},
    {.name = "fetch"},
    {.name = "i", .means = "install"},
    {.name = "install", .options = {names<"-g --file">}},
    {.name = "list"},
    {.name = "pristine"},
    {.name = "push", .options = {names<"-k --key --host">}},
    {.name = "search"},
    {.name = "sources", .options = {names<"-a -r --add --remove">}},
    {.name = "uninstall"},
    {.name = "update"},
}));

constexpr Tool gem_tool = {
    .anywhere = {names<"-v -s -p -P -i -n -B -C --version --source --http-proxy --trust-policy "
                       "--install-dir --bindir --platform --bulk-threshold --build-root "
                       "--config-file --target-rbconfig --gemdir">},
    .verbs = gem_verbs,
    .dashes_end_operands = true,
};

constexpr Options bundle_general = {
    names<"-j -P --gemfile --jobs --path --retry --shebang --target-rbconfig "
          "--trust-policy --with --without --only-groups -r">};

constexpr auto bundle_verbs = sorted(std::to_array<Verb>({
    {.name = "add", .options = {names<"-v -g -s --version --group --source --git --branch --ref">}},
    {.name = "binstubs"},
    {.name = "cache"},
    {.name = "check"},
    {.name = "clean"},
    {.name = "config"},
    {.name = "config set"},
    {.name = "config unset"},
    {.name = "exec", .runs_a_program = true},
    {.name = "i", .means = "install"},
    {.name = "info"},
    {.name = "init"},
    {.name = "install"},
    {.name = "list"},
    {.name = "lock", .options = {names<"--add-platform --remove-platform --lockfile">}},
    {.name = "outdated"},
    {.name = "package", .means = "cache"},
    {.name = "show"},
    {.name = "update", .options = {names<"-g --group --source --bundler">}},
}));

constexpr Tool bundle_tool = {
    .anywhere = bundle_general,
    .verbs = bundle_verbs,
    .default_verb = "install",
};

// ---- composer

constexpr Options composer_general = {
    names<"-d -s -f --working-dir --stability --format --prefer-install --ignore-platform-req "
          "--apcu-autoloader-prefix --repository --repository-url --audit-format "
          "--with --name --description --author --type --homepage --require "
          "--require-dev --license --autoload --dir --file">,
    names<"--add-repository --bump-after-update">};

constexpr auto composer_verbs = sorted(std::to_array<Verb>({
    {.name = "archive"},
    {.name = "audit"},
    {.name = "check-platform-reqs"},
    {.name = "clear-cache"},
    {.name = "clearcache", .means = "clear-cache"},
    {.name = "cc", .means = "clear-cache"},
    {.name = "config"},
    {.name = "create-project"},
    {.name = "diagnose"},
    {.name = "dump-autoload"},
    {.name = "dumpautoload", .means = "dump-autoload"},
    {.name = "exec", .runs_a_program = true},
    {.name = "global config"},
    {.name = "global install"},
    {.name = "global require"},
    {.name = "global update"},
    {.name = "i", .means = "install"},
    {.name = "init"},
    {.name = "install"},
    {.name = "r", .means = "require"},
    {.name = "reinstall"},
    {.name = "remove"},
    {.name = "req", .means = "require"},
    {.name = "require"},
    {.name = "run", .means = "run-script"},
    {.name = "run-script"},
    {.name = "self-update"},
    {.name = "selfupdate", .means = "self-update"},
    {.name = "show"},
    {.name = "u", .means = "update"},
    {.name = "update"},
    {.name = "upgrade", .means = "update"},
    {.name = "validate"},
}));

constexpr Tool composer_tool = {.anywhere = composer_general, .verbs = composer_verbs};

// ---- mix

constexpr auto mix_verbs = sorted(std::to_array<Verb>({
    {.name = "archive.install"},
    {.name = "compile"},
    {.name = "deps.compile"},
    {.name = "deps.get"},
    {.name = "deps.update"},
    {.name = "do"},
    {.name = "hex.config"},
    {.name = "local.hex"},
    {.name = "local.rebar"},
    {.name = "release"},
}));

constexpr Tool mix_tool = {
    .anywhere = {names<"--app --only --target">},
    .verbs = mix_verbs,
};

} // namespace dflint::model
