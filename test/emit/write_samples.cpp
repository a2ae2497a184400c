// SPDX-License-Identifier: Apache-2.0
// Writes reports in the formats that have outside validators into a directory.
#include "dflint/emit/emit.h"

#include "rich_sample.h"

#include <fstream>

namespace {

bool write(const std::string& path, const dflint::emit::Report& report, const char* format,
           const char* root) {
    std::string out;
    const auto named = dflint::emit::format_named(format);
    dflint::emit::append(out, report, {.format = named.value(), .root = root});
    return static_cast<bool>(std::ofstream(path, std::ios::binary) << out);
}

} // namespace

int main(int count, char** arguments) {
    if (count != 2) return 2;
    const std::string directory = arguments[1];
    const auto rich = dflint::emit::sample::rich_sample();
    const dflint::emit::sample::Sample empty;
    const bool written = write(directory + "/rich.sarif", rich.report, "sarif", "/home/me/src") &&
                         write(directory + "/rootless.sarif", rich.report, "sarif", "") &&
                         write(directory + "/empty.sarif", empty.report, "sarif", "/") &&
                         write(directory + "/rich.json", rich.report, "json", "") &&
                         write(directory + "/empty.json", empty.report, "json", "");
    return written ? 0 : 1;
}
