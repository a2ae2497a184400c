// SPDX-License-Identifier: Apache-2.0
// Outside law: https://docs.npmjs.com/cli/v11/using-npm/config,
// https://classic.yarnpkg.com/en/docs/cli/, https://yarnpkg.com/cli, https://pnpm.io/pnpm-cli,
// https://bun.com/docs/pm/cli/install
#include "dflint/model/tool.h"

namespace dflint::model {

// ---- npm

// npm's parser (nopt) takes no value for an option it does not know, unless it is written `--x=y`.
constexpr Options npm_general = {
    names<"-C -L -m -w --access --also --audit-level --auth-type --before --ca --cache --cache-max "
          "--cache-min --cafile --call --cert --cidr --cpu --depth --diff --editor --fetch-retries "
          "--fetch-retry-factor --fetch-retry-maxtimeout --fetch-retry-mintimeout --fetch-timeout "
          "--git --globalconfig --heading --https-proxy --include --init-author-email "
          "--init-author-name --init-author-url --init-license --init-module --init-type "
          "--init-version --install-strategy --key --libc --local-address --location "
          "--lockfile-version --loglevel --logs-dir --logs-max --maxsockets --message "
          "--min-release-age --node-options --noproxy --omit --only --os --otp --pack-destination "
          "--package --prefix --preid --proxy --python --registry --save-prefix --scope "
          "--script-shell --searchexclude --searchlimit --searchopts --searchstaleness --shell "
          "--tag --tag-version-prefix --target --target_arch --arch --umask --user --user-agent "
          "--userconfig --viewer --workspace">};

constexpr Verb npm_verb(std::string_view name, std::string_view means = {}) {
    return {.name = name, .means = means};
}

// The aliases, typing mistakes included, are npm's own (lib/utils/cmd-list.js).
constexpr auto npm_verbs = sorted(std::to_array<Verb>({
    npm_verb("add", "install"),
    npm_verb("audit"),
    npm_verb("audit fix"),
    npm_verb("c", "config"),
    npm_verb("cache add"),
    npm_verb("cache clean"),
    npm_verb("cache verify"),
    npm_verb("ci"),
    npm_verb("cit", "install-ci-test"),
    npm_verb("clean-install", "ci"),
    npm_verb("config"),
    npm_verb("config delete"),
    npm_verb("config set"),
    {.name = "exec", .options = {names<"-c -p">}, .runs_a_program = true},
    npm_verb("i", "install"),
    npm_verb("ic", "ci"),
    npm_verb("in", "install"),
    npm_verb("ins", "install"),
    npm_verb("inst", "install"),
    npm_verb("insta", "install"),
    npm_verb("instal", "install"),
    npm_verb("install"),
    npm_verb("install-ci-test"),
    npm_verb("install-clean", "ci"),
    npm_verb("install-test"),
    npm_verb("isnt", "install"),
    npm_verb("isnta", "install"),
    npm_verb("isntal", "install"),
    npm_verb("isntall", "install"),
    npm_verb("isntall-clean", "ci"),
    npm_verb("it", "install-test"),
    npm_verb("link"),
    npm_verb("ln", "link"),
    npm_verb("prune"),
    npm_verb("r", "uninstall"),
    npm_verb("rb", "rebuild"),
    npm_verb("rebuild"),
    npm_verb("remove", "uninstall"),
    npm_verb("rm", "uninstall"),
    {.name = "run", .runs_a_program = true},
    {.name = "run-script", .means = "run", .runs_a_program = true},
    npm_verb("set"),
    npm_verb("start"),
    npm_verb("t", "test"),
    npm_verb("test"),
    npm_verb("udpate", "update"),
    npm_verb("un", "uninstall"),
    npm_verb("uninstall"),
    npm_verb("unlink", "uninstall"),
    npm_verb("up", "update"),
    npm_verb("update"),
    npm_verb("upgrade", "update"),
    {.name = "x", .means = "exec", .options = {names<"-c -p">}, .runs_a_program = true},
}));

constexpr Tool npm_tool = {
    .anywhere = npm_general,
    .verbs = npm_verbs,
    .flags_take_booleans = true,
};

// npx has no verb: its first operand is the program, what follows is the program's own.
constexpr Tool npx_tool = {.anywhere = {names<"-c -n -p --call --package --cache --registry "
                                              "--userconfig --prefix --workspace --node-arg">}};

// ---- yarn: classic and berry

constexpr Options yarn_general = {
    names<
        "--cache-folder --cwd --global-folder --https-proxy --link-folder --modules-folder --mode "
        "--mutex --network-concurrency --network-timeout --otp --preferred-cache-folder --prefix "
        "--proxy --registry --use-yarnrc --emoji --pattern --tag --audit-level --groups">,
    names<
        "-A -D -E -F -O -P -R -S -T -W -g -h -i -s -v -C --all --audit --cached --caret "
        "--check-cache "
        "--check-files --check-resolutions --dev --disable-pnp --enable-pnp --exact --fixed --flat "
        "--focus --force --frozen-lockfile --global --har --help --ignore-engines "
        "--ignore-optional --ignore-platform --ignore-scripts --ignore-workspace-root-check "
        "--immutable --immutable-cache --inline-builds --interactive --json --latest "
        "--link-duplicates --no-bin-links --no-cache --no-default-rc --no-immutable "
        "--no-inline-builds --no-lockfile "
        "--no-node-version-check --no-progress --no-save --non-interactive --offline --optional "
        "--peer "
        "--pnp --prefer-dev --prefer-offline --prod --production --pure-lockfile "
        "--refresh-lockfile --scripts-prepend-node-path --silent --skip-builds --recursive "
        "--skip-integrity-check --strict-semver --tilde --update-checksums --verbose --version">};

constexpr auto yarn_verbs = sorted(std::to_array<Verb>({
    {.name = "add"},
    {.name = "audit"},
    {.name = "build", .runs_a_program = true},
    {.name = "cache clean"},
    {.name = "cache dir"},
    {.name = "config set"},
    {.name = "dlx", .options = {names<"-p --package">}, .runs_a_program = true},
    {.name = "exec", .runs_a_program = true},
    {.name = "global add"},
    {.name = "global remove"},
    {.name = "init"},
    {.name = "install"},
    {.name = "link"},
    {.name = "node", .runs_a_program = true},
    {.name = "pack", .options = {names<"-o -f --out --filename">}},
    {.name = "plugin import"},
    {.name = "rebuild"},
    {.name = "remove"},
    {.name = "run", .runs_a_program = true},
    {.name = "set version"},
    {.name = "up", .means = "upgrade"},
    {.name = "upgrade"},
    {.name = "workspace", .runs_a_program = true},
    {.name = "workspaces focus"},
    {.name = "workspaces foreach",
     .options = {names<"-j --from --include --exclude --since --jobs">},
     .runs_a_program = true},
}));

constexpr Tool yarn_tool = {
    .anywhere = yarn_general,
    .verbs = yarn_verbs,
    .default_verb = "install",
    .knows_all_valued = false,
    .flags_take_booleans = true,
    .runs_unknown_verbs = true,
};

// ---- pnpm

constexpr Options pnpm_general = {
    names<"-C -F --allow-build --changed-files-ignore-pattern --child-concurrency --cpu --dir "
          "--fetch-retries --fetch-retry-factor --fetch-retry-maxtimeout --fetch-retry-mintimeout "
          "--fetch-timeout --filter --filter-prod --global-bin-dir --global-dir --https-proxy "
          "--http-proxy --libc --lockfile-dir --loglevel --modules-dir --network-concurrency "
          "--no-proxy --node-linker --npmrc-auth-file --os --package-import-method --registry "
          "--reporter --resolution-mode --save-catalog-name --save-prefix --script-shell "
          "--state-dir --store-dir --test-pattern --user-agent --virtual-store-dir "
          "--virtual-store-dir-max-length --workspace-concurrency --workspace-packages --env-file "
          "--cache-dir --config-dir "
          "--public-hoist-pattern --hoist-pattern --trust-policy --minimum-release-age">,
    names<"-D -E -L -O -P -d -g -h -i -r -s -v -w -y --aggregate-output --allow-builds --bail "
          "--color --config --dangerously-allow-all-builds --dev --dry-run --fail-if-no-match "
          "--fix-lockfile --force --frozen-lockfile --global --help --hoist "
          "--ignore-manifest-check --ignore-pnpmfile --ignore-scripts --ignore-workspace "
          "--ignore-workspace-root-check --include-workspace-root --interactive --json --latest "
          "--lockfile-only "
          "--merge-git-branch-lockfiles --no-bail --no-color --no-frozen-lockfile --no-hoist "
          "--no-lockfile "
          "--no-optional --no-prefer-frozen-lockfile --no-save --no-strict-peer-dependencies "
          "--no-verify-store-integrity "
          "--offline --optional --parallel --prefer-frozen-lockfile --prefer-offline --prod "
          "--production "
          "--recursive --resolution-only --reverse --save-catalog --save-dev --save-exact "
          "--save-optional --save-peer --save-prod --shamefully-flatten --shamefully-hoist "
          "--side-effects-cache --side-effects-cache-readonly --silent --sort --stream "
          "--strict-peer-dependencies --unsafe-perm --use-beta-cli --use-node-version "
          "--use-running-store-server "
          "--use-stderr --use-store-server --verify-store-integrity --version --workspace "
          "--workspace-root --yes">};

constexpr auto pnpm_verbs = sorted(std::to_array<Verb>({
    {.name = "add"},
    {.name = "approve-builds"},
    {.name = "build", .runs_a_program = true},
    {.name = "ci"},
    {.name = "config set"},
    {.name = "deploy"},
    {.name = "dlx", .options = {names<"--package">}, .runs_a_program = true},
    {.name = "env add"},
    {.name = "env use"},
    {.name = "exec", .options = {names<"-c">}, .runs_a_program = true},
    {.name = "fetch"},
    {.name = "i", .means = "install"},
    {.name = "import"},
    {.name = "install"},
    {.name = "prune"},
    {.name = "rebuild"},
    {.name = "remove"},
    {.name = "rm", .means = "remove"},
    {.name = "run", .runs_a_program = true},
    {.name = "self-update"},
    {.name = "setup"},
    {.name = "store add"},
    {.name = "store path"},
    {.name = "store prune"},
    {.name = "up", .means = "update"},
    {.name = "update"},
    {.name = "upgrade", .means = "update"},
}));

constexpr Tool pnpm_tool = {
    .anywhere = pnpm_general,
    .verbs = pnpm_verbs,
    .knows_all_valued = false,
    .flags_take_booleans = true,
    .runs_unknown_verbs = true,
};

// ---- bun

constexpr Options bun_general = {
    names<"-c -F --backend --ca --cache-dir --cafile --concurrent-scripts --config --cpu --cwd "
          "--env-file --filter --linker --minimum-release-age --network-concurrency --omit --os "
          "--registry --outdir --outfile --target --external --format --define">,
    names<"-D -E -O -d -f -g -h -p -v -y -i --analyze --bun --catalog --compile --dev --dry-run "
          "--exact --force "
          "--frozen-lockfile --global --help --ignore-scripts --latest --lockfile-only --minify "
          "--no-cache "
          "--no-progress --no-save --no-summary --no-verify --only-missing --optional --peer "
          "--prefer-offline --production --recursive --save --save-text-lockfile --silent "
          "--trust --verbose --version --yarn --smol --bytecode --splitting --watch --hot">};

constexpr auto bun_verbs = sorted(std::to_array<Verb>({
    {.name = "a", .means = "add"},
    {.name = "add"},
    {.name = "build"},
    {.name = "ci"},
    {.name = "create", .runs_a_program = true},
    {.name = "i", .means = "install"},
    {.name = "init"},
    {.name = "install"},
    {.name = "link"},
    {.name = "pm cache"},
    {.name = "remove"},
    {.name = "rm", .means = "remove"},
    {.name = "run", .runs_a_program = true},
    {.name = "test"},
    {.name = "update"},
    {.name = "upgrade"},
    {.name = "x", .runs_a_program = true},
}));

constexpr Tool bun_tool = {
    .anywhere = bun_general,
    .verbs = bun_verbs,
    .knows_all_valued = false,
    .runs_unknown_verbs = true,
};

// ---- corepack

constexpr auto corepack_verbs = sorted(std::to_array<Verb>({
    {.name = "disable", .options = {names<"--install-directory">}},
    {.name = "enable", .options = {names<"--install-directory">}},
    {.name = "hydrate"},
    {.name = "install"},
    {.name = "pack", .options = {names<"-o --output">}},
    {.name = "prepare", .options = {names<"-o">}},
    {.name = "up"},
    {.name = "use"},
}));

constexpr Tool corepack_tool = {.verbs = corepack_verbs};

} // namespace dflint::model
