// SPDX-License-Identifier: Apache-2.0
#include "dflint/model/cache_finder.h"

namespace dflint::model {

using Directories = CacheFinder::Directories;

// https://docs.npmjs.com/cli/v11/using-npm/config#cache; npm reads its variables in any case.
Directories CacheFinder::npm() const {
    if (const Value set = option({"--cache"}); set.is_set) return at(set);
    const Value set = variable({"npm_config_cache", "NPM_CONFIG_CACHE"});
    return set.is_set ? at(set) : under_home("/.npm");
}

// Classic: https://classic.yarnpkg.com/en/docs/cli/cache; root's home is /usr/local/share there
// (src/util/user-home-dir.js). Berry keeps ~/.yarn/berry/cache as cache or as mirror:
// https://yarnpkg.com/configuration/yarnrc#globalFolder
Directories CacheFinder::yarn() const {
    if (const Value set = option({"--cache-folder"}); set.is_set) return at(set);
    if (const Value set = variable("YARN_CACHE_FOLDER"); set.is_set) return at(set);
    const bool is_berry = command_.verb == "workspaces focus" ||
                          command_.has_option({"--immutable", "--immutable-cache", "--check-cache",
                                               "--inline-builds", "--mode", "--no-immutable"});
    const bool is_classic =
        command_.verb == "global add" ||
        command_.has_option({"--frozen-lockfile", "--pure-lockfile", "--production", "--prod",
                             "--network-timeout", "--network-concurrency", "--ignore-engines",
                             "--ignore-optional", "--ignore-scripts", "--ignore-platform",
                             "--non-interactive", "--prefer-offline", "--no-lockfile",
                             "--modules-folder", "--no-progress", "--check-files"});
    if (is_berry == is_classic) return {};
    if (is_berry) {
        const Value set = variable("YARN_GLOBAL_FOLDER");
        return set.is_set ? at(set, "/cache") : under_home("/.yarn/berry/cache");
    }
    if (const Value set = variable("XDG_CACHE_HOME"); set.is_set) return at(set, "/yarn");
    if (scope_.is_root()) return one("/usr/local/share/.cache/yarn");
    return under_home("/.cache/yarn");
}

// https://pnpm.io/settings#storedir
Directories CacheFinder::pnpm() const {
    if (const Value set = option({"--store-dir"}); set.is_set) return at(set);
    if (const Value set = variable({"npm_config_store_dir", "NPM_CONFIG_STORE_DIR",
                                    "pnpm_config_store_dir", "PNPM_CONFIG_STORE_DIR"});
        set.is_set) {
        return at(set);
    }
    if (const Value set = variable("PNPM_HOME"); set.is_set) return at(set, "/store");
    if (const Value set = variable("XDG_DATA_HOME"); set.is_set) return at(set, "/pnpm/store");
    return under_home("/.local/share/pnpm/store");
}

// https://bun.com/docs/pm/global-cache
Directories CacheFinder::bun() const {
    if (const Value set = option({"--cache-dir"}); set.is_set) return at(set);
    if (const Value set = variable("BUN_INSTALL_CACHE_DIR"); set.is_set) return at(set);
    if (const Value set = variable("BUN_INSTALL"); set.is_set) return at(set, "/install/cache");
    return under_home("/.bun/install/cache");
}

} // namespace dflint::model
