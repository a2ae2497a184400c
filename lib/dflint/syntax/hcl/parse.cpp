// SPDX-License-Identifier: Apache-2.0
#include "dflint/syntax/hcl/parse.h"

#include "dflint/syntax/hcl/entry.h"

namespace dflint::hcl {

File parse(const SourceFile& file, Diagnostics& out) {
    File result;
    const auto size = static_cast<std::uint32_t>(file.text().size());
    Tokens tokens = lex(file.text(), {0, size}, LexMode::code, result.texts, out);
    Reader reader(file.text(), std::move(tokens), result.texts, out);
    result.body = read_body(reader);
    result.body.at = {0, size};
    result.comments = reader.take_comments();
    return result;
}

} // namespace dflint::hcl
