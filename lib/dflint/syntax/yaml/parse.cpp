// SPDX-License-Identifier: Apache-2.0
#include "dflint/syntax/yaml/parse.h"

#include "dflint/source/utf8.h"

#include <algorithm>
#include <cstddef>
#include <libfyaml.h>
#include <map>
#include <memory>
#include <set>
#include <string_view>

namespace dflint::yaml {

namespace {

template <auto destroy> struct Destroy {
    template <class T> void operator()(T* what) const { destroy(what); }
};
using Parser = std::unique_ptr<fy_parser, Destroy<fy_parser_destroy>>;
using Diag = std::unique_ptr<fy_diag, Destroy<fy_diag_unref>>;

/// Frees what was collected, which fy_diag_unref does not, and which holds tokens of the parser.
void forget_errors(fy_diag* diag) {
    fy_diag_set_collect_errors(diag, false);
}
using Errors = std::unique_ptr<fy_diag, Destroy<forget_errors>>;

/// Builds the tree from the parser's events. Open collections stand on a stack, so that depth
/// costs no call stack.
class Builder {
public:
    Builder(const SourceFile& file, std::uint32_t number) : file_(file), number_(number) {}

    File read() {
        fy_diag_cfg diag_config{};
        fy_diag_cfg_default(&diag_config);
        // Some messages are written at once, collected or not.
        diag_config.fp = nullptr;
        diag_config.output_fn = [](fy_diag*, void*, const char*, std::size_t) {};
        const Diag diag(fy_diag_create(&diag_config));
        fy_diag_set_collect_errors(diag.get(), true);
        fy_parse_cfg config{};
        config.flags =
            static_cast<fy_parse_cfg_flags>(FYPCF_DEFAULT_PARSE | FYPCF_COLLECT_DIAG | FYPCF_QUIET);
        config.diag = diag.get();
        const Parser parser(fy_parser_create(&config));
        const Errors errors(diag.get());
        const std::string_view text = file_.text();
        // libfyaml never comes back from one in a directive, `%x`; buildx reads nothing of the
        // file.
        if (tell_bad_byte(text)) return std::move(out_);
        if (parser == nullptr || text.empty()) return std::move(out_);
        if (fy_parser_set_string(parser.get(), text.data(), text.size()) != 0) {
            return std::move(out_);
        }
        while (fy_event* const event = fy_parser_parse(parser.get())) {
            const bool is_done = take(*event);
            fy_parser_event_free(parser.get(), event);
            if (is_done) break;
        }
        tell_errors(diag.get());
        return std::move(out_);
    }

private:
    struct Open {
        Node* node;
        const Node* key = nullptr; ///< of the entry that waits for its value
        std::string anchor;
    };

    /// True at the end of the first document.
    bool take(const fy_event& event) {
        switch (event.type) {
        case FYET_SCALAR:
            add(scalar(event.scalar.value, event.scalar.tag), text_of(event.scalar.anchor));
            return false;
        case FYET_ALIAS:
            add_alias(event.alias.anchor);
            return false;
        case FYET_SEQUENCE_START:
            open(Node::Kind::sequence, event.sequence_start.sequence_start,
                 event.sequence_start.anchor, event.sequence_start.tag);
            return false;
        case FYET_MAPPING_START:
            open(Node::Kind::mapping, event.mapping_start.mapping_start, event.mapping_start.anchor,
                 event.mapping_start.tag);
            return false;
        case FYET_SEQUENCE_END:
            close(event.sequence_end.sequence_end);
            return false;
        case FYET_MAPPING_END:
            close(event.mapping_end.mapping_end);
            return false;
        default:
            return event.type == FYET_DOCUMENT_END;
        }
    }

    [[nodiscard]] static std::string text_of(fy_token* token) {
        if (token == nullptr) return {};
        std::size_t size = 0;
        const char* const text = fy_token_get_text(token, &size);
        return text == nullptr ? std::string() : std::string(text, size);
    }

    [[nodiscard]] static std::string tag_of(fy_token* token) {
        if (token == nullptr) return {};
        std::string out;
        for (const auto part : {fy_tag_token_handle, fy_tag_token_suffix}) {
            std::size_t size = 0;
            const char* const text = part(token, &size);
            if (text != nullptr) out.append(text, size);
        }
        return out;
    }

    [[nodiscard]] std::uint32_t offset(const fy_mark* mark) const {
        const std::size_t at = mark == nullptr ? last_ : mark->input_pos;
        return static_cast<std::uint32_t>(std::min(at, file_.text().size()));
    }
    [[nodiscard]] Span span_of(fy_token* token) {
        if (token == nullptr) return {last_, last_};
        const std::uint32_t begin = offset(fy_token_start_mark(token));
        const std::uint32_t end = std::max(begin, offset(fy_token_end_mark(token)));
        last_ = end;
        return {begin, end};
    }

    Node& new_node(fy_token* token) {
        Node& node = out_.nodes.emplace_back();
        node.file = number_;
        node.at = span_of(token);
        return node;
    }

    Node* scalar(fy_token* token, fy_token* tag = nullptr) {
        Node& node = new_node(token);
        node.text = text_of(token);
        node.tag = tag_of(tag);
        const auto style = token == nullptr ? FYSS_PLAIN : fy_token_scalar_style(token);
        // What is tagged as a string is no less one than what is quoted.
        const bool is_string = node.tag == "!" || node.tag == "!!str";
        node.is_plain = style == FYSS_PLAIN && !is_string;
        // The library's marks stand inside the quotes.
        if (style == FYSS_SINGLE_QUOTED || style == FYSS_DOUBLE_QUOTED) {
            if (node.at.begin > 0) --node.at.begin;
            if (node.at.end < file_.text().size()) ++node.at.end;
        }
        return &node;
    }

    void add_alias(fy_token* token) {
        const std::string name = text_of(token);
        const auto found = anchors_.find(name);
        if (found != anchors_.end()) {
            (void)span_of(token);
            put(found->second);
            return;
        }
        Node* const node = scalar(token);
        out_.mistakes.push_back({node->at, "no anchor `&" + name + "` ends before this alias"});
        put(node);
    }

    void open(Node::Kind kind, fy_token* token, fy_token* anchor, fy_token* tag) {
        Node& node = new_node(token);
        node.kind = kind;
        node.tag = tag_of(tag);
        stack_.push_back({&node, nullptr, text_of(anchor)});
    }

    void close(fy_token* token) {
        if (stack_.empty()) return;
        Open done = std::move(stack_.back());
        stack_.pop_back();
        tell_repeated_keys(*done.node);
        // The end of a block collection is where the next thing begins; its last entry says more.
        const bool is_flow = file_.slice(done.node->at).starts_with('[') ||
                             file_.slice(done.node->at).starts_with('{');
        if (is_flow) {
            done.node->at.end = std::max(done.node->at.end, span_of(token).end);
        } else {
            cover_entries(*done.node);
        }
        add(done.node, std::move(done.anchor));
    }

    /// Merge keys may not be repeated either.
    void tell_repeated_keys(const Node& mapping) {
        std::set<std::string_view> known;
        for (const auto& [key, value] : mapping.entries) {
            if (!key->is_scalar() || known.insert(key->text).second) continue;
            out_.mistakes.push_back(
                {key->at, "the key `" + key->text + "` is already there, further up"});
        }
    }

    static void cover_entries(Node& node) {
        const auto reach = [&](const Node* each) {
            if (each->at.begin >= node.at.begin) node.at.end = std::max(node.at.end, each->at.end);
        };
        for (const Node* each : node.items) reach(each);
        for (const auto& [key, value] : node.entries) {
            reach(key);
            reach(value);
        }
    }

    void add(Node* node, std::string anchor) {
        if (!anchor.empty()) anchors_[std::move(anchor)] = node;
        put(node);
    }

    void put(const Node* node) {
        if (stack_.empty()) {
            out_.root = node;
            return;
        }
        Open& into = stack_.back();
        if (into.node->is_sequence()) {
            into.node->items.push_back(node);
        } else if (into.key == nullptr) {
            into.key = node;
        } else {
            into.node->entries.emplace_back(into.key, node);
            into.key = nullptr;
        }
    }

    /// The library lets some of them through.
    /// True when there is one.
    bool tell_bad_byte(std::string_view text) {
        for (std::size_t at = 0; at < text.size();) {
            const utf8::Decoded decoded = utf8::decode(text, at);
            if (!decoded.valid) {
                const auto begin = static_cast<std::uint32_t>(at);
                out_.mistakes.push_back({{begin, begin + 1}, "a byte that is no UTF-8"});
                return true;
            }
            at += decoded.size;
        }
        return false;
    }

    void tell_errors(fy_diag* diag) {
        void* previous = nullptr;
        const fy_diag_error* const error = fy_diag_errors_iterate(diag, &previous);
        if (error == nullptr) return;
        // Keeps what was read before the mistake.
        if (out_.root == nullptr && !stack_.empty()) out_.root = stack_.front().node;
        Span at{last_, last_};
        if (error->fyt != nullptr) {
            at = span_of(error->fyt);
        } else if (error->line > 0) {
            const LineIndex& lines = file_.lines();
            const auto line = static_cast<std::uint32_t>(error->line);
            if (line <= lines.line_count()) at = lines.line(line, file_.text());
        }
        out_.mistakes.push_back({at, error->msg == nullptr ? "unreadable" : error->msg});
    }

    const SourceFile& file_;
    std::uint32_t number_;
    File out_;
    std::vector<Open> stack_;
    std::map<std::string, const Node*> anchors_;
    std::uint32_t last_ = 0; ///< where the last token ended
};

} // namespace

File parse(const SourceFile& file, std::uint32_t number) {
    return Builder(file, number).read();
}

} // namespace dflint::yaml
