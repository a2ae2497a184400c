// SPDX-License-Identifier: Apache-2.0
// Outside law: https://pip.pypa.io/en/stable/cli/, https://docs.astral.sh/uv/reference/cli/,
// https://python-poetry.org/docs/cli/, https://pdm-project.org/latest/reference/cli/,
// https://pipenv.pypa.io/en/latest/cli.html, https://pipx.pypa.io/stable/docs/,
// https://pixi.prefix.dev/latest/reference/cli/pixi/
#include "dflint/model/tool.h"

namespace dflint::model {

// ---- pip

constexpr Options pip_general = {
    names<"--abi --build --build-constraint --cache-dir --cert --client-cert --config-settings "
          "--constraint --default-timeout --dest --editable --exclude --exists-action "
          "--extra-index-url --find-links --format --global-option --group --implementation "
          "--index-url --install-option --keyring-provider --log --log-file --no-binary "
          "--only-binary --path --platform --prefix --progress-bar --proxy --pypi-url --python "
          "--python-version --report --requirement --requirements-from-script --resume-retries "
          "--retries --root --root-user-action --src --target --timeout --trusted-host "
          "--uploaded-prior-to --upgrade-strategy --use-deprecated --use-feature --wheel-dir "
          "--source --source-dir --download --build-dir --index --directory --editor --output">,
    names<"-h -q -v -V -y -U -I -l --all-releases --allow-all-external --break-system-packages "
          "--check-build-dependencies --compile --debug --disable-pip-version-check --dry-run "
          "--egg --force-reinstall --freeze --help --ignore-installed --ignore-requires-python "
          "--isolated --no-build-isolation --no-cache --no-cache-dir --no-clean --no-color "
          "--no-compile --no-dependencies --no-deps --no-index --no-input "
          "--no-python-version-warning --no-use-pep517 --no-use-wheel --no-verify "
          "--no-warn-conflicts "
          "--no-warn-script-location --only-final --pre --prefer-binary --process-dependency-links "
          "--quiet --require-hashes --require-virtualenv --upgrade --use-pep517 --use-wheel --user "
          "--verbose --version --yes --local">};

constexpr Options pip_install = {names<"-b -c -C -d -e -f -i -r -t -w">};

constexpr auto pip_verbs = sorted(std::to_array<Verb>({
    {.name = "cache dir"},
    {.name = "cache info"},
    {.name = "cache list"},
    {.name = "cache purge"},
    {.name = "cache remove"},
    {.name = "check"},
    {.name = "config"},
    {.name = "debug"},
    {.name = "download", .options = pip_install},
    {.name = "freeze", .options = {names<"-r">}},
    {.name = "hash", .options = {names<"-a --algorithm">}},
    {.name = "help"},
    {.name = "index versions"},
    {.name = "install", .options = pip_install},
    {.name = "list"},
    {.name = "lock", .options = {names<"-c -C -e -f -i -o -r">}},
    {.name = "search"},
    {.name = "show"},
    {.name = "uninstall", .options = {names<"-r">}},
    {.name = "wheel", .options = pip_install},
}));

// Both read one name for the other.
constexpr std::array dependency_synonyms = {Synonym{"--no-dependencies", "--no-deps"}};

constexpr Tool pip_tool = {
    .anywhere = pip_general,
    .verbs = pip_verbs,
    .knows_all_valued = false,
    .completes_names = true,
    .synonyms = dependency_synonyms,
};

// ---- uv

constexpr Options uv_general = {
    names<
        "-b -c -C -e -f -i -o -p -P -r -w --allow-insecure-host --trusted-host --annotation-style "
        "--build-constraint --build-constraints --cache-dir --color --config-file "
        "--config-setting --config-settings --config-settings-package --constraint --constraints "
        "--default-index --directory --editable --emit-index-url --env-file --exclude --excludes "
        "--exclude-newer --exclude-newer-package --extra --extra-index-url --find-links "
        "--fork-strategy --format --from --group --index --index-strategy --index-url "
        "--keyring-provider --link-mode --malware-check-url "
        "--no-binary --no-binary-package --no-build-isolation-package --no-build-package "
        "--no-emit-package --no-extra --no-group --no-install-package --no-sources-package "
        "--only-binary --only-group --out-dir --output-file --output-format --override "
        "--overrides --package --prefix --prerelease --project --prompt --python --python-platform "
        "--python-preference --python-version --refresh-package --reinstall-package --requirement "
        "--requirements --requirements-from-script --resolution --root --script "
        "--target --torch-backend --upgrade-package --upgrade-group --with --with-editable "
        "--with-executables-from --with-requirements --preview-features "
        "--rev --tag --branch --marker --bounds --optional "
        "--install-dir --mirror --pypy-mirror "
        "--python-downloads-json-url">,
    names<
        "-h -q -v -V -n -U -y --active --all-extras --all-groups --all-packages --allow-existing "
        "--allow-python-downloads --break-system-packages --build --check --clear "
        "--compile --compile-bytecode --dev --disable-pip-version-check --dry-run "
        "--exact --force --force-reinstall --frozen --generate-hashes --help --inexact --isolated "
        "--locked --managed-python --native-tls --system-certs --no-active --no-annotate "
        "--no-build --no-build-isolation --no-cache --no-cache-dir --no-compile "
        "--no-compile-bytecode --no-config --no-default-groups --no-dependencies --no-deps "
        "--no-dev --no-editable --no-header --no-index --no-install-local --no-install-project "
        "--no-install-workspace --no-managed-python --no-native-tls --no-offline "
        "--no-progress --no-python-downloads --no-refresh --no-require-hashes --no-sources "
        "--no-strict --no-system --no-upgrade --no-verify-hashes --offline --only-dev "
        "--only-install-local --only-install-project --only-install-workspace --pre --preview "
        "--no-preview --quiet --raw-sources --raw --refresh --reinstall --require-hashes --seed "
        "--show-settings --strict --strip-extras --system --system-site-packages --universal "
        "--upgrade --user "
        "--verbose --verify-hashes --version --workspace --no-workspace --lfs --no-sync "
        "--no-break-system-packages --no-pip --no-setuptools --no-wheel --relocatable "
        "--default --install --all --sdist --wheel">};

constexpr auto uv_verbs = sorted(std::to_array<Verb>({
    {.name = "add", .options = {names<"-m">}},
    {.name = "build"},
    {.name = "cache clean"},
    {.name = "cache dir"},
    {.name = "cache prune"},
    {.name = "export"},
    {.name = "init"},
    {.name = "lock"},
    {.name = "pip check"},
    {.name = "pip compile"},
    {.name = "pip freeze"},
    {.name = "pip install", .options = {names<"-t">}},
    {.name = "pip list"},
    {.name = "pip show"},
    {.name = "pip sync"},
    {.name = "pip tree"},
    {.name = "pip uninstall"},
    {.name = "publish"},
    {.name = "python find"},
    {.name = "python install", .options = {names<"-i">}},
    {.name = "python pin"},
    {.name = "remove"},
    {.name = "run", .options = {names<"-m --module">}, .runs_a_program = true},
    {.name = "self update"},
    {.name = "sync"},
    {.name = "tool install"},
    {.name = "tool list"},
    {.name = "tool run", .runs_a_program = true},
    {.name = "tool uninstall"},
    {.name = "tool upgrade"},
    {.name = "tree"},
    {.name = "venv"},
    {.name = "version"},
}));

constexpr Tool uv_tool = {
    .anywhere = uv_general,
    .verbs = uv_verbs,
    .knows_all_valued = false,
    .synonyms = dependency_synonyms,
};

// uvx has no verb: its first operand is the program, what follows is the program's own.
constexpr Tool uvx_tool = {.anywhere = uv_general, .knows_all_valued = false};

// ---- poetry

constexpr Options poetry_general = {
    names<"-C -P --directory --project">,
    names<"-h -q -v -n --ansi --no-ansi --help --no-cache --no-interaction --no-plugins --quiet "
          "--verbose --version">};

constexpr Options poetry_install = {
    names<
        "-E --extras --only --with --without --group --source --python --platform --optional-group "
        "-G">,
    names<
        "-D --all-extras --all-groups --compile --dev --dev-only --dry-run --lock --no-dev "
        "--no-directory "
        "--no-root --only-root --remove-untracked --sync --optional --editable --allow-prereleases "
        "-e">};

constexpr auto poetry_verbs = sorted(std::to_array<Verb>({
    {.name = "add", .options = poetry_install},
    {.name = "build", .options = {names<"-f -o --format --output">}},
    {.name = "cache clear"},
    {.name = "cache list"},
    {.name = "check"},
    {.name = "config"},
    {.name = "env info"},
    {.name = "env use"},
    {.name = "export",
     .options = {names<"-f -o -E --format --output --extras --only --with --without">,
                 names<"--without-hashes --without-urls --with-credentials --dev --all-extras">}},
    {.name = "init"},
    {.name = "install", .options = poetry_install},
    {.name = "lock", .options = {{}, names<"--no-update --check --regenerate">}},
    {.name = "publish"},
    {.name = "remove", .options = poetry_install},
    {.name = "run", .runs_a_program = true},
    {.name = "self add", .options = poetry_install},
    {.name = "self install"},
    {.name = "self update"},
    {.name = "show"},
    {.name = "sync", .options = poetry_install},
    {.name = "update", .options = poetry_install},
    {.name = "version"},
}));

constexpr Tool poetry_tool = {
    .anywhere = poetry_general,
    .verbs = poetry_verbs,
    .knows_all_valued = false,
};

// ---- pdm

constexpr Options pdm_install = {
    names<"-G -L -p -k --group --with --without --lockfile --project --skip --venv --override "
          "--config-setting --config-settings -C">,
    names<
        "-d -x -S --dev --prod --production --no-default --no-self --no-editable --no-isolation "
        "--no-lock --frozen-lockfile --check --fail-fast --dry-run --clean --no-clean "
        "--only-keep --clean-unselected --reinstall --plugins --fallback --no-sync --update-reuse "
        "--update-eager --save-compatible --save-exact --save-minimum "
        "--save-wildcard --prerelease --pre --stable -u --unconstrained -t --top -o --outdated "
        "-e --editable">};

constexpr Options pdm_add = {names<"-e --editable">};

constexpr auto pdm_verbs = sorted(std::to_array<Verb>({
    {.name = "add", .options = pdm_add},
    {.name = "build"},
    {.name = "cache clear"},
    {.name = "config"},
    {.name = "export",
     .options = {names<"-f -o --format --output">, names<"--without-hashes --pyproject">}},
    {.name = "install"},
    {.name = "lock", .options = {{}, names<"--no-update --refresh">}},
    {.name = "run", .options = {names<"-s --site-packages">}, .runs_a_program = true},
    {.name = "self add"},
    {.name = "self update"},
    {.name = "sync"},
    {.name = "update"},
    {.name = "use"},
    {.name = "venv create"},
}));

constexpr Tool pdm_tool = {
    .before = {names<"-c --config">},
    .anywhere = pdm_install,
    .verbs = pdm_verbs,
    .knows_all_valued = false,
};

// ---- pipenv

constexpr Options pipenv_general = {
    names<"-e -r -i -p --editable --requirements --index --pypi-mirror --python --categories "
          "--extra-pip-args --lock-dir -c --code">,
    names<"-d -h -q -v --bare --clear --deploy --dev --extra-index-urls --help --ignore-pipfile "
          "--ignore-installed --keep-outdated --pre --quiet --selective-upgrade --sequential "
          "--site-packages --no-site-packages --skip-lock --system --three --two --verbose "
          "--version --no-dev --dev-only --upgrade --where --venv "
          "--py --envs --rm --support --man">};

constexpr auto pipenv_verbs = sorted(std::to_array<Verb>({
    {.name = "check"},
    {.name = "clean"},
    {.name = "graph"},
    {.name = "install"},
    {.name = "lock"},
    {.name = "requirements"},
    {.name = "run", .runs_a_program = true},
    {.name = "shell"},
    {.name = "sync"},
    {.name = "uninstall"},
    {.name = "update"},
    {.name = "upgrade"},
    {.name = "verify"},
}));

constexpr Tool pipenv_tool = {
    .anywhere = pipenv_general,
    .verbs = pipenv_verbs,
    .knows_all_valued = false,
};

// ---- pipx

constexpr Options pipx_install = {
    names<"-i --backend --index-url --pip-args --preinstall --python --spec --suffix "
          "--fetch-python">,
    names<"-f -h -q -v -e --editable --force --include-apps --include-deps --system-site-packages "
          "--fetch-missing-python --global --quiet --verbose --help "
          "--version">};

constexpr auto pipx_verbs = sorted(std::to_array<Verb>({
    {.name = "ensurepath"},
    {.name = "inject"},
    {.name = "install"},
    {.name = "install-all"},
    {.name = "list"},
    {.name = "reinstall"},
    {.name = "run", .runs_a_program = true},
    {.name = "runpip", .runs_a_program = true},
    {.name = "uninstall"},
    {.name = "upgrade"},
}));

constexpr Tool pipx_tool = {
    .anywhere = pipx_install,
    .verbs = pipx_verbs,
    .knows_all_valued = false,
};

// ---- conda

// conda and mamba 1: the same parser. `--channel-priority` takes none here.
constexpr Options conda_general = {names<
    "-c -n -p -f --channel --name --prefix --file --solver --experimental-solver --repodata-fn "
    "--platform --subdir --revision --clone --add --append "
    "--prepend --set --get --remove --remove-key --environment-specifier "
    "--format">};

constexpr auto conda_verbs = sorted(std::to_array<Verb>({
    {.name = "activate"},   {.name = "clean", .options = {{}, names<"-f -p">}},
    {.name = "config"},     {.name = "create"},
    {.name = "deactivate"}, {.name = "env create"},
    {.name = "env export"}, {.name = "env list"},
    {.name = "env remove"}, {.name = "env update"},
    {.name = "info"},       {.name = "init"},
    {.name = "install"},    {.name = "list"},
    {.name = "remove"},     {.name = "run", .runs_a_program = true},
    {.name = "search"},     {.name = "uninstall", .means = "remove"},
    {.name = "update"},     {.name = "upgrade", .means = "update"},
}));

constexpr Tool conda_tool = {.anywhere = conda_general, .verbs = conda_verbs};

constexpr Options micromamba_general = {
    names<"-c -f -n -p -r --channel --file --name --prefix --root-prefix --relocate-prefix "
          "--rc-file --log-level --platform --category --channel-priority --ssl-verify "
          "--cacert-path --download-threads --extract-threads --repodata-ttl --shell">};

constexpr auto micromamba_verbs = sorted(std::to_array<Verb>({
    {.name = "activate"},
    {.name = "clean", .options = {{}, names<"-f -p">}},
    {.name = "config"},
    {.name = "create"},
    {.name = "env create"},
    {.name = "env update"},
    {.name = "install"},
    {.name = "list"},
    {.name = "remove"},
    {.name = "run", .runs_a_program = true},
    {.name = "self-update"},
    {.name = "shell", .options = {names<"-s">}},
    {.name = "update"},
    {.name = "upgrade", .means = "update"},
}));

constexpr Tool micromamba_tool = {.anywhere = micromamba_general, .verbs = micromamba_verbs};

// ---- pixi

constexpr Options pixi_general = {
    names<"-c -e -f -g -m -p -w --auth-file --branch --channel --color --concurrent-downloads "
          "--concurrent-solves --config-file --environment --expose --feature --git --index "
          "--manifest-path --only --path --pinning-strategy --platform --pypi-keyring-provider "
          "--rev --shell --skip --skip-with-deps --subdir --tag --tls-root-certs --with "
          "--workspace">,
    names<"-a -h -q -v -V --all --as-is --editable --force-reinstall --frozen --help --locked "
          "--no-config --no-install --no-lockfile-update --no-progress --no-shortcuts --pypi "
          "--quiet --revalidate --run-post-link-scripts --tls-no-verify "
          "--use-environment-activation-cache --verbose --version --yes">};

constexpr auto pixi_verbs = sorted(std::to_array<Verb>({
    {.name = "a", .means = "add"},
    {.name = "add"},
    {.name = "clean"},
    {.name = "clean cache"},
    {.name = "exec", .runs_a_program = true},
    {.name = "global i", .means = "global install"},
    {.name = "global install"},
    {.name = "global sync"},
    {.name = "i", .means = "install"},
    {.name = "info"},
    {.name = "init"},
    {.name = "install"},
    {.name = "list"},
    {.name = "lock"},
    {.name = "r", .means = "run", .runs_a_program = true},
    {.name = "reinstall"},
    {.name = "run", .runs_a_program = true},
    {.name = "self-update"},
    {.name = "shell-hook"},
    {.name = "update"},
    {.name = "upgrade"},
    {.name = "x", .means = "exec", .runs_a_program = true},
}));

constexpr Tool pixi_tool = {
    .anywhere = pixi_general,
    .verbs = pixi_verbs,
    .knows_all_valued = false,
};

} // namespace dflint::model
