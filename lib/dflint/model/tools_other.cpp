// SPDX-License-Identifier: Apache-2.0
// Tools that bring no packages but that rules look at. Outside law: git(1), git-clone(1), curl(1),
// wget(1), rm(1), tar(1).
#include "dflint/model/tool.h"

namespace dflint::model {

constexpr auto git_verbs = sorted(std::to_array<Verb>({
    {.name = "add"},
    {.name = "apply"},
    {.name = "checkout", .options = {names<"-b -B --orphan --conflict --pathspec-from-file">}},
    {.name = "clone",
     .options = {names<"-b -c -j -o -u --branch --bundle-uri --config --depth --filter --jobs "
                       "--origin --ref-format --reference --reference-if-able --revision "
                       "--separate-git-dir --server-option --shallow-exclude --shallow-since "
                       "--template --upload-pack">}},
    {.name = "commit", .options = {names<"-m -F -C -c -t --message --file --author --date">}},
    {.name = "config", .options = {names<"-f --file --blob --type --default --get --unset">}},
    {.name = "fetch",
     .options = {names<"-j -o --depth --deepen --shallow-since --shallow-exclude --jobs --filter "
                       "--upload-pack --refmap --server-option --negotiation-tip">}},
    {.name = "init", .options = {names<"-b --initial-branch --template --separate-git-dir">}},
    {.name = "lfs install"},
    {.name = "lfs pull", .options = {names<"-I -X --include --exclude">}},
    {.name = "pull", .options = {names<"-s -X -j --depth --jobs --strategy --strategy-option">}},
    {.name = "reset"},
    {.name = "submodule update", .options = {names<"-j --depth --reference --jobs --filter">}},
}));

constexpr Tool git_tool = {
    .before = {names<"-C -c --git-dir --work-tree --namespace --config-env --super-prefix">},
    .verbs = git_verbs,
};

constexpr Tool curl_tool = {
    .anywhere = {names<
        "-A -b -c -C -d -D -e -E -F -H -K -m -o -P -Q -r -t -T -u -U -w -x -X -y -Y -z "
        "--abstract-unix-socket --alt-svc --aws-sigv4 --cacert --capath --cert --cert-type "
        "--ciphers --config --connect-timeout --connect-to --continue-at --cookie --cookie-jar "
        "--create-file-mode --crlfile --curves --data --data-ascii --data-binary --data-raw "
        "--data-urlencode --delegation --dns-interface --dns-ipv4-addr --dns-ipv6-addr "
        "--dns-servers --doh-url --dump-header --egd-file --engine --etag-compare --etag-save "
        "--expect100-timeout --form --form-string --ftp-account --ftp-method --ftp-port "
        "--happy-eyeballs-timeout-ms --header --hostpubmd5 --hostpubsha256 --hsts --interface "
        "--ip-tos --json --keepalive-time --key --key-type --krb --libcurl --limit-rate "
        "--local-port --login-options --mail-auth --mail-from --mail-rcpt --max-filesize "
        "--max-redirs --max-time --netrc-file --noproxy --oauth2-bearer --output --output-dir "
        "--parallel-max --pass --pinnedpubkey --preproxy --proto --proto-default --proto-redir "
        "--proxy --proxy-cacert --proxy-cert --proxy-header --proxy-key --proxy-user --proxy1.0 "
        "--pubkey --quote --random-file --range --rate --referer --request --request-target "
        "--resolve --retry --retry-delay --retry-max-time --service-name --socks4 --socks4a "
        "--socks5 --socks5-hostname --speed-limit --speed-time --stderr --telnet-option "
        "--time-cond --tls-max --tls13-ciphers --tlsuser --trace --trace-ascii --unix-socket "
        "--upload-file --url --url-query --user --user-agent --variable --write-out">},
};

constexpr Tool wget_tool = {
    .anywhere = {names<
        "-a -A -B -D -e -g -i -I -l -o -O -P -Q -R -t -T -U -w -X --accept --accept-regex "
        "--append-output --base --bind-address --body-data --body-file --ca-certificate "
        "--ca-directory --certificate --certificate-type --compression --config --connect-timeout "
        "--cut-dirs --directory-prefix --dns-timeout --domains --exclude-directories "
        "--exclude-domains --execute --header --http-password --http-user --include-directories "
        "--input-file --level --limit-rate --load-cookies --max-redirect --method "
        "--output-document "
        "--output-file --password --post-data --post-file --prefer-family --private-key --progress "
        "--proxy-password --proxy-user --quota --read-timeout --referer --reject --reject-regex "
        "--restrict-file-names --save-cookies --secure-protocol --timeout --tries --user "
        "--user-agent --wait --waitretry">},
};

constexpr Tool rm_tool = {};

constexpr Tool tar_tool = {
    .anywhere = {names<
        "-b -C -f -F -g -H -I -K -L -N -T -V -X --add-file --blocking-factor "
        "--checkpoint-action --directory --exclude --exclude-from --file "
        "--files-from --format --group --info-script --label --listed-incremental "
        "--mode --mtime --newer --newer-mtime --owner --pax-option "
        "--quoting-style --record-size --rsh-command --starting-file "
        "--strip --strip-components --suffix --tape-length --transform --use-compress-program "
        "--volno-file --xform">},
    .starts_with_letters = true,
};

} // namespace dflint::model
