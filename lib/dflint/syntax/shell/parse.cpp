// SPDX-License-Identifier: Apache-2.0
#include "dflint/syntax/shell/parse.h"

namespace dflint::shell {
Script parse(std::string_view text, Dialect dialect) {
    Script script;
    script.text = text;
    script.dialect = dialect;
    return script;
}
} // namespace dflint::shell
