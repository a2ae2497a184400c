// SPDX-License-Identifier: Apache-2.0
// Outside law: apt-get(8), apt-cache(8), aptitude(8), apk(8), the DNF 4 and 5 command references,
// yum(8), zypper(8), dpkg(1).
#include "dflint/model/tool.h"

namespace dflint::model {

constexpr auto apt_verbs = sorted(std::to_array<Verb>({
    {.name = "autoclean"},    {.name = "autopurge"},    {.name = "autoremove"},
    {.name = "build-dep"},    {.name = "changelog"},    {.name = "check"},
    {.name = "clean"},        {.name = "dist-clean"},   {.name = "dist-upgrade"},
    {.name = "distclean"},    {.name = "download"},     {.name = "dselect-upgrade"},
    {.name = "full-upgrade"}, {.name = "indextargets"}, {.name = "install"},
    {.name = "list"},         {.name = "policy"},       {.name = "purge"},
    {.name = "reinstall"},    {.name = "remove"},       {.name = "safe-upgrade"},
    {.name = "satisfy"},      {.name = "search"},       {.name = "show"},
    {.name = "source"},       {.name = "update"},       {.name = "upgrade"},
}));

constexpr Tool apt_tool = {
    .anywhere = {names<"-a -c -o -t -P --config-file --option --target-release --default-release "
                       "--host-architecture --build-profiles --color --audit-format --solver "
                       "--planner --snapshot">},
    .verbs = apt_verbs,
};

constexpr auto apt_cache_verbs = sorted(std::to_array<Verb>({
    {.name = "depends"},
    {.name = "dotty"},
    {.name = "dump"},
    {.name = "madison"},
    {.name = "pkgnames"},
    {.name = "policy"},
    {.name = "search"},
    {.name = "show"},
    {.name = "showpkg"},
    {.name = "rdepends"},
    {.name = "stats"},
}));

constexpr Tool apt_cache_tool = {
    .anywhere = {names<"-c -o -p -s -t --config-file --option --pkg-cache --src-cache "
                       "--target-release --default-release">},
    .verbs = apt_cache_verbs,
};

constexpr auto apk_verbs = sorted(std::to_array<Verb>({
    {.name = "add", .options = {names<"-t --virtual">}},
    {.name = "audit"},
    {.name = "cache"},
    {.name = "del"},
    {.name = "dot"},
    {.name = "fetch", .options = {names<"-o --output">}},
    {.name = "fix"},
    {.name = "index"},
    {.name = "info"},
    {.name = "list"},
    {.name = "policy"},
    {.name = "search"},
    {.name = "stats"},
    {.name = "update"},
    {.name = "upgrade"},
    {.name = "version"},
}));

constexpr Tool apk_tool = {
    .anywhere = {names<"-p -X --root --repository --repositories-file --repository-config "
                       "--keys-dir --wait --arch --cache-dir --cache-max-age --progress-fd "
                       "--timeout">},
    .verbs = apk_verbs,
};

constexpr auto dnf_verbs = sorted(std::to_array<Verb>({
    {.name = "autoremove"},
    {.name = "builddep"},
    {.name = "check-update"},
    {.name = "clean"},
    {.name = "config-manager"},
    {.name = "copr"},
    {.name = "distro-sync"},
    {.name = "download"},
    {.name = "downgrade"},
    {.name = "dsync", .means = "distro-sync"},
    {.name = "erase", .means = "remove"},
    {.name = "group install"},
    {.name = "groupinstall", .means = "group install"},
    {.name = "grp"},
    {.name = "history"},
    {.name = "in", .means = "install"},
    {.name = "info"},
    {.name = "install"},
    {.name = "list"},
    {.name = "localinstall", .means = "install"},
    {.name = "makecache"},
    {.name = "module disable"},
    {.name = "module enable"},
    {.name = "module install"},
    {.name = "module reset"},
    {.name = "module switch-to"},
    {.name = "provides"},
    {.name = "reinstall"},
    {.name = "remove"},
    {.name = "repolist"},
    {.name = "repoquery"},
    {.name = "search"},
    {.name = "swap"},
    {.name = "system-upgrade"},
    {.name = "up", .means = "upgrade"},
    {.name = "update"},
    {.name = "update-minimal"},
    {.name = "upgrade"},
    {.name = "upgrade-minimal"},
}));

constexpr Tool dnf_tool = {
    .anywhere = {names<"-c -d -e -R -x --config --debuglevel --errorlevel --rpmverbosity "
                       "--randomwait --enablerepo --enable-repo --disablerepo --disable-repo "
                       "--repo --repoid --repofrompath --installroot --releasever "
                       "--releasever-major --releasever-minor --setopt --setvar --exclude "
                       "--excludepkgs --disableexcludes --disableexcludepkgs --enableplugin "
                       "--disableplugin --forcearch --color --comment --downloaddir --destdir "
                       "--advisory --advisories --bz --bzs --cve --cves --sec-severity "
                       "--secseverity --noautoremove --arch --archlist --from-repo --store "
                       "--define --add-repo">},
    .verbs = dnf_verbs,
};

constexpr Options zypper_install = {
    names<"-r -t --repo --from --catalog --type --solver-focus --name-type">};

constexpr auto zypper_verbs = sorted(std::to_array<Verb>({
    {.name = "addrepo", .options = {names<"-p --priority">}},
    {.name = "ar", .means = "addrepo", .options = {names<"-p --priority">}},
    {.name = "cc", .means = "clean"},
    {.name = "clean", .options = {names<"-r --repo">}},
    {.name = "dist-upgrade", .options = zypper_install},
    {.name = "dup", .means = "dist-upgrade", .options = zypper_install},
    {.name = "in", .means = "install", .options = zypper_install},
    {.name = "install", .options = zypper_install},
    {.name = "install-new-recommends", .options = zypper_install},
    {.name = "patch", .options = {names<"-b -g -r --bugzilla --cve --category --repo --date">}},
    {.name = "ref", .means = "refresh", .options = {names<"-r --repo">}},
    {.name = "refresh", .options = {names<"-r --repo">}},
    {.name = "remove", .options = {names<"-r -t --repo --type">}},
    {.name = "rm", .means = "remove", .options = {names<"-r -t --repo --type">}},
    {.name = "si", .means = "source-install", .options = {names<"-r --repo">}},
    {.name = "source-install", .options = {names<"-r --repo">}},
    {.name = "up", .means = "update", .options = zypper_install},
    {.name = "update", .options = zypper_install},
}));

constexpr Tool zypper_tool = {
    .before = {names<"-c -C -D -p -R --config --userdata --cache-dir --raw-cache-dir "
                     "--solv-cache-dir --pkg-cache-dir --reposd-dir --root --installroot "
                     "--releasever --plus-repo --plus-content --table-style">},
    .verbs = zypper_verbs,
};

constexpr Tool dpkg_tool = {
    .anywhere = {names<"-D --admindir --instdir --root --debug --log --status-fd --status-logger "
                       "--path-exclude --path-include">},
};

} // namespace dflint::model
