// SPDX-License-Identifier: Apache-2.0
#include "tools/dflint/command.h"

namespace dflint::cli {

int finish(std::string_view text, int code) {
    if (const auto written = write_output(text); !written) return refuse(written.error());
    return code;
}

int refuse(const Error& error) {
    complain(error.message);
    return exit_failed;
}

} // namespace dflint::cli
