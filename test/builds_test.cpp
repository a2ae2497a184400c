// SPDX-License-Identifier: Apache-2.0
// What stops a build though its file can be parsed, statement by statement on the smallest files:
// those that BuildKit builds, and those it does not.
#include "test/build_checks.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

namespace dflint::build_checks {
namespace {

/// `head`, then each of the texts as a file of its own.
void expect_builds(bool builds, const std::string& head, const std::vector<std::string>& texts) {
    static const Settings settings(all_rules());
    for (const std::string& text : texts) {
        const SourceFile file("Dockerfile", head + text + "\n");
        const Diagnostics found = lint(file, model::Context{}, settings);
        bool (*const says)(const Diagnostic&) = builds ? stops_builds : names_failure;
        EXPECT_EQ(std::any_of(found.begin(), found.end(), says), !builds) << head << text;
    }
}

} // namespace

TEST(Builds, StagesAreNamedAndReferredTo) {
    expect_builds(false, "",
                  {"ARG A", "ARG A\nRUN b\nFROM c", "RUN b\nFROM c", "FROM a AS Base\nFROM Base",
                   "FROM Scratch", "FROM A", "FROM a@sha256:b", "FROM a:", "FROM \"\"", "FROM a/",
                   "FROM 'a b'", "FROM :a", "FROM a:b:c", "FROM http://a/b"});
    expect_builds(true, "",
                  {"FROM a AS base\nFROM base", "FROM base\nFROM a AS base", "FROM scratch",
                   "FROM a AS b\nFROM c AS b\nFROM b", "FROM a AS b\nFROM b AS b", "FROM a:b",
                   "FROM a:B", "FROM a/b/c:d", "FROM A/b", "FROM localhost/b", "FROM A.b/c",
                   "FROM a AS scratch\nFROM scratch", "FROM a AS context", "FROM \"a\""});
}

TEST(Builds, PlatformsAreKnownOrHaveTwoParts) {
    expect_builds(true, "",
                  {"FROM --platform=linux a",
                   "FROM --platform=amd64 a",
                   "FROM --platform=linux/amd64 a",
                   "FROM --platform=linux/arm/v7 a",
                   "FROM --platform=LINUX/AMD64 a",
                   "FROM --platform=arm64 a",
                   "FROM --platform=aarch64 a",
                   "FROM --platform=x86_64 a",
                   "FROM --platform=windows a",
                   "FROM --platform=foo/bar a",
                   "FROM --platform=foo/amd64 a",
                   "FROM --platform=\"\" a",
                   "FROM --platform=$BUILDPLATFORM a",
                   "FROM --platform=$TARGETPLATFORM a",
                   "FROM --platform=linux/$TARGETARCH a",
                   "FROM --platform=386 a",
                   "FROM --platform=armhf a",
                   "FROM --platform=darwin a",
                   "FROM --platform=s390x a",
                   "FROM --platform=linux(5)/amd64 a"});
    expect_builds(false, "",
                  {"FROM --platform=foo a", "FROM --platform=linux/ a", "FROM --platform=/amd64 a",
                   "FROM --platform=a/b/c/d a", "FROM --platform=linux/amd 64 a",
                   "FROM --platform=linux/amd64/v2/x a", "FROM --platform=all a",
                   "FROM --platform=local a"});
}

TEST(Builds, CopiesComeFromEarlierStages) {
    expect_builds(true, "FROM a AS one\nFROM a AS two\n",
                  {"COPY --from=0 a b", "COPY --from=00 a b", "COPY --from=+0 a b",
                   "COPY --from=one a b", "COPY --from=ONE a b", "COPY --from=three a b",
                   "COPY --from=image:tag a b", "COPY --from=scratch a b", "COPY --from= a b",
                   "COPY --from=\"one\" a b", "COPY --from=one:tag a b", "COPY --from=0x0 a b"});
    expect_builds(false, "FROM a AS one\nFROM a AS two\n",
                  {"COPY --from=1 a b", "COPY --from=2 a b", "COPY --from=-1 a b",
                   "COPY --from=01 a b", "COPY --from=two a b", "COPY --from=Two a b",
                   "COPY --from=Image a b", "COPY --from=$A a b", "COPY --from=\\$A a b",
                   "COPY --from=a$ a b"});
    expect_builds(false, "",
                  {"FROM a AS one\nCOPY --from=one a b",
                   "FROM a AS one\nCOPY --from=two a b\nFROM a AS two",
                   "FROM a AS one\nCOPY --from=1 a b\nFROM a AS two",
                   "FROM a AS one\nCOPY --from=two a b\nFROM one AS two"});
    expect_builds(true, "", {"FROM a AS one\nFROM one AS two\nCOPY --from=one a b"});
}

TEST(Builds, MountsComeFromEarlierStages) {
    expect_builds(true, "FROM a AS one\nFROM a AS two\n",
                  {"RUN --mount=from=one,target=/x b", "RUN --mount=from=ONE,target=/x b",
                   "RUN --mount=from=0,target=/x b", "RUN --mount=from=three,target=/x b",
                   "RUN --mount=from=i:t,target=/x b",
                   "RUN --mount=type=cache,from=one,target=/x b",
                   "RUN --mount=from=scratch,target=/x b", "RUN --mount=from=,target=/x b"});
    expect_builds(false, "FROM a AS one\nFROM a AS two\n",
                  {"RUN --mount=from=two,target=/x b", "RUN --mount=from=Image,target=/x b",
                   "RUN --mount=from=$A,target=/x b", "RUN --mount=from=a$A,target=/x b",
                   "RUN --mount=type=tmpfs,from=two,target=/x b"});
}

TEST(Builds, MountsHaveFieldsOfTheirType) {
    expect_builds(true, "FROM scratch\nWORKDIR /w\n",
                  {"RUN --mount=target=/x b",
                   "RUN --mount=target=x b",
                   "RUN --mount=dst=/x b",
                   "RUN --mount=destination=/x b",
                   "RUN --mount=Target=/x b",
                   "RUN --mount=TYPE=Bind,target=/x b",
                   "RUN --mount=type=cache,target=/x b",
                   "RUN --mount=type=tmpfs,target=/x b",
                   "RUN --mount=type=secret,id=a b",
                   "RUN --mount=type=ssh b",
                   "RUN --mount=type=cache b",
                   "RUN --mount=type=bind b",
                   "RUN --mount=type=tmpfs b",
                   "RUN --mount=target=. b",
                   "RUN --mount=target= b",
                   "RUN --mount=type=cache,target=/x,id=a b",
                   "RUN --mount=type=cache,target=/x,sharing=shared b",
                   "RUN --mount=type=cache,target=/x,sharing=private b",
                   "RUN --mount=type=cache,target=/x,sharing=LOCKED b",
                   "RUN --mount=type=cache,target=/x,mode=0755 b",
                   "RUN --mount=type=cache,target=/x,mode=755 b",
                   "RUN --mount=type=cache,target=/x,uid=0,gid=1 b",
                   "RUN --mount=type=secret,id=a,mode=400,uid=1,gid=1 b",
                   "RUN --mount=type=ssh,mode=600,uid=1 b",
                   "RUN --mount=type=tmpfs,target=/x,size=1 b",
                   "RUN --mount=type=tmpfs,target=/x,size=64m b",
                   "RUN --mount=type=tmpfs,target=/x,size=1.5GiB b",
                   "RUN --mount=type=secret,required,id=a b",
                   "RUN --mount=type=secret,required=true,id=a b",
                   "RUN --mount=type=ssh,required b",
                   "RUN --mount=target=/x,ro b",
                   "RUN --mount=target=/x,readonly b",
                   "RUN --mount=target=/x,ro=1 b",
                   "RUN --mount=type=secret,id=a,env=A b",
                   "RUN --mount=type=secret,target=/x b",
                   "RUN --mount=type=secret,source=a b",
                   "RUN --mount=type=bind,target=/x,env=A b",
                   "RUN --mount=type=ssh,id=a b",
                   "RUN --mount=type=ssh,target=/x b",
                   "RUN --mount=type=cache,target=/x,source=a b",
                   "RUN --mount=target=\"/x\" b",
                   "RUN --mount=target=/x y b",
                   "RUN --mount=type=cache,target=/x,ro b",
                   "RUN --mount=type=tmpfs,target=/x,ro b"});
    expect_builds(false, "FROM scratch\nWORKDIR /w\n",
                  {"RUN --mount=type=volume,target=/x b",
                   "RUN --mount=type=,target=/x b",
                   "RUN --mount=target=/ b",
                   "RUN --mount=target=.. b",
                   "RUN --mount=type=cache,target=/x,sharing=x b",
                   "RUN --mount=type=bind,target=/x,sharing=shared b",
                   "RUN --mount=type=secret,id=a,sharing=shared b",
                   "RUN --mount=type=cache,target=/x,mode=999 b",
                   "RUN --mount=type=cache,target=/x,mode=0o755 b",
                   "RUN --mount=type=bind,target=/x,mode=755 b",
                   "RUN --mount=type=cache,target=/x,uid=a b",
                   "RUN --mount=type=cache,target=/x,uid=-1 b",
                   "RUN --mount=type=tmpfs,target=/x,uid=1 b",
                   "RUN --mount=type=tmpfs,target=/x,size=big b",
                   "RUN --mount=type=tmpfs,target=/x,size=-1 b",
                   "RUN --mount=type=cache,target=/x,size=1 b",
                   "RUN --mount=size=1,type=tmpfs,target=/x b",
                   "RUN --mount=type=secret,required=x,id=a b",
                   "RUN --mount=required,type=secret,id=a b",
                   "RUN --mount=required=false,target=/x b",
                   "RUN --mount=type=cache,target=/x,required b",
                   "RUN --mount=target=/x,ro=yes b",
                   "RUN --mount=target=/x,rw=x b",
                   "RUN --mount=target=/x,foo b",
                   "RUN --mount=target=/x,foo=bar b",
                   "RUN --mount=target=/x, b",
                   "RUN --mount=target=/x,,ro b",
                   "RUN --mount=type=secret b",
                   "RUN --mount=type=secret,env=A b",
                   "RUN --mount=type=secret,id=a,source=a b",
                   "RUN --mount=type=secret,id=a,from=x b",
                   "RUN --mount=type=ssh,source=a b",
                   "RUN --mount=\"target=/x,y\" b",
                   "RUN --mount=type=bind,source,target=/x b",
                   "RUN --mount=target=/x,from=a$ b",
                   "RUN --mount=target=.. b"});
    expect_builds(false, "",
                  {"FROM scratch\nRUN --mount=type=bind b",
                   "FROM scratch\nRUN --mount=type=cache b",
                   "FROM scratch\nRUN --mount=target=.. b"});
    expect_builds(true, "", {"FROM scratch\nRUN --mount=target=x b"});
}

TEST(Builds, SignalsAreKnown) {
    expect_builds(true, "FROM scratch\nENV A=KILL\n",
                  {"STOPSIGNAL SIGTERM", "STOPSIGNAL sigterm", "STOPSIGNAL TERM", "STOPSIGNAL 9",
                   "STOPSIGNAL 64", "STOPSIGNAL 65", "STOPSIGNAL -1", "STOPSIGNAL RTMIN+15",
                   "STOPSIGNAL SIGRTMAX-14", "STOPSIGNAL \"KILL\"", "STOPSIGNAL $A",
                   "STOPSIGNAL IOT", "STOPSIGNAL CLD", "STOPSIGNAL POLL"});
    expect_builds(false, "FROM scratch\nENV A=KILL\n",
                  {"STOPSIGNAL 0", "STOPSIGNAL SIGFOO", "STOPSIGNAL RTMIN+16",
                   "STOPSIGNAL RTMAX-15", "STOPSIGNAL SIG", "STOPSIGNAL KILL TERM",
                   "STOPSIGNAL SIGUNUSED"});
}

TEST(Builds, ModesAreOctalOrSymbolic) {
    expect_builds(true, "FROM a\n",
                  {"COPY --chmod=755 a b", "COPY --chmod=0755 a b", "COPY --chmod=00755 a b",
                   "COPY --chmod=7777 a b", "COPY --chmod=u+x a b", "COPY --chmod=a=rx a b",
                   "COPY --chmod=u=rwX,go=rX a b", "COPY --chmod=+x a b", "COPY --chmod=u+ a b",
                   "COPY --chmod=ugo+t a b", "COPY --chmod=u+s,+x a b", "COPY --chmod= a b",
                   "COPY --chmod== a b", "COPY --chmod=go-w+x a b", "COPY --chmod=u=g a b",
                   "COPY --chmod=0 a b"});
    expect_builds(false, "FROM a\n",
                  {"COPY --chmod=17777 a b", "COPY --chmod=888 a b", "COPY --chmod=0o755 a b",
                   "COPY --chmod=rwx a b", "COPY --chmod=-1 a b", "COPY --chmod=u a b",
                   "COPY --chmod=a a b", "COPY --chmod=x+x a b"});
}

TEST(Builds, ChecksumsAreForOneDownload) {
    expect_builds(
        true, "FROM a\n",
        {"ADD --checksum=sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa "
         "https://a/b /x",
         "ADD --checksum=sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa "
         "http://a/b /x",
         "ADD "
         "--checksum=sha512:"
         "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
         "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa https://a/b /x",
         "ADD "
         "--checksum=sha384:"
         "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
         "aaaaaaa https://a/b /x",
         "ADD --checksum=aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa https://a/b.git /x",
         "ADD --checksum= b /x"});
    expect_builds(
        false, "FROM a\n",
        {"ADD --checksum=sha256:a https://a/b /x",
         "ADD --checksum=sha256:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA "
         "https://a/b /x",
         "ADD --checksum=md5:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa https://a/b /x",
         "ADD --checksum=aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa "
         "https://a/b /x",
         "ADD --checksum=sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa b "
         "/x",
         "ADD --checksum=sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa "
         "https://a/b c /x",
         "ADD --checksum=sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa "
         "https://a/b https://a/c /x"});
}

TEST(Builds, CopiesDoNotDownload) {
    expect_builds(false, "FROM a\n",
                  {"COPY http://a/b /x", "COPY https://a/b /x", "COPY git@a:b/c /x",
                   "COPY https://a/b.git /x", "COPY git://a/b /x", "COPY ssh://a/b /x",
                   "COPY a http://a/b /x", "COPY --from=x http://a/b /x"});
    expect_builds(true, "FROM a\n",
                  {"COPY ftp://a/b /x", "COPY github.com/a/b /x", "COPY HTTP://a/b /x",
                   "ADD http://a/b /x", "ADD https://a/b.git#v1 /x", "ADD git@a:b/c /x",
                   "COPY [\"https://a/b\",\"c\"] /x"});
}

TEST(Builds, PortsAreNumbersOrRanges) {
    expect_builds(true, "FROM scratch\nENV A=80 B=\"80 81\" C=\n",
                  {"EXPOSE 80", "EXPOSE 0", "EXPOSE 65535", "EXPOSE 80/tcp", "EXPOSE 80/UDP",
                   "EXPOSE 80/sctp", "EXPOSE 80/", "EXPOSE 80-90", "EXPOSE 80-80", "EXPOSE 8080:80",
                   "EXPOSE 127.0.0.1:80:80", "EXPOSE 127.0.0.1::80", "EXPOSE [::1]:80:80",
                   "EXPOSE 1-2:3-4", "EXPOSE 1-3:4", "EXPOSE $A", "EXPOSE $B", "EXPOSE 08"});
    expect_builds(false, "FROM scratch\nENV A=80 B=\"80 81\" C=\n",
                  {"EXPOSE 65536",         "EXPOSE 80/http",
                   "EXPOSE /tcp",          "EXPOSE 90-80",
                   "EXPOSE -80",           "EXPOSE 80-",
                   "EXPOSE 80-90-100",     "EXPOSE 8080:",
                   "EXPOSE 256.0.0.1::80", "EXPOSE localhost:80:80",
                   "EXPOSE 1-3:4-5",       "EXPOSE 80,81",
                   "EXPOSE 80/tcp/udp",    "EXPOSE http",
                   "EXPOSE \"$B\"",        "EXPOSE ${C}/udp",
                   "EXPOSE \"80 81\"",     "EXPOSE 80;",
                   "EXPOSE {80}",          "EXPOSE 80.0"});
}

TEST(Builds, ValuesExpand) {
    expect_builds(false, "FROM scratch\nENV A=\n",
                  {"VOLUME \"\"",
                   "VOLUME $A",
                   "VOLUME [\"$A\"]",
                   "VOLUME [\"\"]",
                   "SHELL x",
                   "SHELL []",
                   "HEALTHCHECK x",
                   "HEALTHCHECK CMD",
                   "HEALTHCHECK NONE x",
                   "ENV B=${A:?}",
                   "ENV B=${A:?x}",
                   "ENV B=${",
                   "ENV B=${}",
                   "ENV B=${A^}",
                   "ENV B=${A:1}",
                   "ENV B=${A:#x}",
                   "ENV B=\"",
                   "ENV B='",
                   "LABEL a=it's",
                   "USER \"a",
                   "WORKDIR ${",
                   "COPY ${ a",
                   "COPY <<E /x\n${\nE",
                   "ENV B=${A/x}",
                   "ENV B=${A#\\x}",
                   "ARG B=${",
                   "EXPOSE \"80",
                   "STOPSIGNAL \"9",
                   "ENV \"B=c",
                   "ENV =b"});
    expect_builds(true, "FROM scratch\nENV A=\n",
                  {"VOLUME /a$A", "SHELL [\"x\"]", "HEALTHCHECK NONE", "ENV B=${A?}",
                   "COPY <<'E' /x\n${\nE", "COPY <<E /x\n\"it's\nE", "ENV B=${A/x/y}", "RUN ${",
                   "CMD ${", "ONBUILD ENV B=${", "ENV \"\"=b", "ENV $A=b", "LABEL $A=b"});
}

TEST(Builds, TriggersFailInTheChild) {
    expect_builds(false, "FROM a AS b\n",
                  {"ONBUILD FOO\nFROM b", "ONBUILD FROM c", "ONBUILD ENV A\nFROM b",
                   "ONBUILD ENV A", "ONBUILD RUN --mount=type=foo c\nFROM b",
                   "ONBUILD STOPSIGNAL FOO\nFROM b",
                   "ONBUILD STOPSIGNAL FOO\nFROM b AS c\nFROM c"});
    expect_builds(true, "FROM a AS b\n",
                  {"ONBUILD COPY --from=nope c d\nFROM b", "ONBUILD COPY --from=b c d\nFROM b",
                   "ONBUILD RUN <<E\nx\nE\nFROM b"});
}

} // namespace dflint::build_checks
