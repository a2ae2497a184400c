// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace dflint::emit {

/// Appends JSON to a string, without building a tree first. Knows about commas and escapes; that
/// brackets match and that an object holds keys is the caller's part. The result is valid UTF-8
/// whatever goes in: a malformed byte becomes U+FFFD.
class JsonWriter {
public:
    explicit JsonWriter(std::string& out) : out_(out) {}

    void begin_object() { open('{'); }
    void end_object() { close('}'); }
    void begin_array() { open('['); }
    void end_array() { close(']'); }
    /// The next value belongs to this key; keys are ASCII identifiers of ours.
    void key(std::string_view name);

    void value(std::string_view text);
    void value(const char* text) { value(std::string_view(text)); }
    void value(std::uint64_t number);
    void value(std::uint32_t number) { value(std::uint64_t{number}); }
    void value(bool yes);
    void null();

    template <class T> void member(std::string_view name, const T& content) {
        key(name);
        value(content);
    }
    /// The next value, key or closing bracket begins a new line: long arrays stay readable and can
    /// be searched by line.
    void line_break() { breaks_line_ = true; }

private:
    void open(char bracket);
    void close(char bracket);
    void separate();

    std::string& out_;
    bool needs_comma_ = false;
    bool breaks_line_ = false;
};

} // namespace dflint::emit
