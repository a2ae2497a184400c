// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/bake/evaluator.h"
#include "dflint/bake/invocation.h"
#include "dflint/bake/project.h"

#include <deque>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

/// How a Project is made; included by the files that do it, and by nobody else.
namespace dflint::bake {

/// A `variable` block or a plain attribute at the top level, and what it came to.
struct Global {
    enum class State : std::uint8_t { untouched, running, done };

    std::string_view name;
    FileIndex file = 0;
    const hcl::Block* block = nullptr; ///< the last variable block of the name
    bool is_override = false;          ///< a file before that of `block` declares the name, too
    const hcl::Attribute* constant = nullptr; ///< the last plain attribute of the name
    FileIndex constant_file = 0;
    State state = State::untouched;
    std::size_t index = 0; ///< in Project::variables
    Value value;
};

/// A `target` or `group` block; one copy of it when there is a matrix.
struct BlockCopy {
    const hcl::Block* block = nullptr;
    FileIndex file = 0;
    bool is_group = false;
    std::string name;
    Value::Members axes;                                    ///< the matrix values of this copy
    std::vector<std::pair<std::string_view, bool>> running; ///< attributes being evaluated
    Attributes attributes;
    std::set<AttributeId> done;
};

class Builder final : public Globals {
public:
    Builder(std::vector<Input> inputs, const Invocation& invocation);
    Project run();

    // Globals
    const Value* variable(std::string_view name) override;
    const Callable* function(std::string_view name) override;
    bool is_block_type(std::string_view name) const override;
    std::optional<Value> block_value(std::string_view type, std::string_view name,
                                     std::string_view attribute, Span at) override;
    std::vector<std::string_view> variable_names() const override;
    std::vector<std::string_view> function_names() const override;

private:
    // reading: builder_read.cpp
    void read(std::vector<Input> inputs);
    void read_file(FileIndex index);
    void report(FileIndex file, Span at, std::string message);
    void collect(FileIndex file);
    void collect_block(FileIndex file, const hcl::Block& block);
    bool has_one_label(FileIndex file, const hcl::Block& block);
    void ignore(FileIndex file, const hcl::Name& name, std::string_view owner, bool is_block);
    void ignore_unknown(FileIndex file, const hcl::Block& block,
                        const std::function<bool(std::string_view)>& is_known,
                        std::string_view known_block = {});

    // variables: builder_variables.cpp
    void list_variables();
    void resolve_variables();
    void resolve_constants();
    void resolve(Global& global);
    Value variable_value(Global& global);
    Value constant_value(const Global& global);
    Value overridden(const Global& global, std::string_view text, bool is_json,
                     const std::optional<Type>& type, const std::optional<Value>& fallback);
    void remark_on_environment(const Global& global, const hcl::Expr& fallback);
    std::optional<std::string> override_of(std::string_view name, bool typed, bool& is_json) const;
    std::optional<Type> declared_type(const Global& global);
    void validate(const Global& global);
    std::string constant_string(FileIndex file, const hcl::Block& block, std::string_view name);

    // functions: builder_functions.cpp
    void prepare_functions();
    Callable prepare_function(FileIndex file, const hcl::Block& block);
    void check_functions();
    void check_function(std::string_view name);

    // targets and groups: builder_blocks.cpp
    void expand_blocks();
    void expand(FileIndex file, const hcl::Block& block);
    std::optional<std::vector<Value::Members>> matrix_rows(FileIndex file, const hcl::Block& block);
    std::optional<std::string> copy_name(const BlockCopy& copy, bool& is_told);
    void evaluate_blocks();
    void evaluate_target(BlockCopy& copy);
    void evaluate_attribute(BlockCopy& copy, const AttributeRule& rule,
                            const hcl::Attribute& written);
    void explain_inline(std::size_t first);
    std::shared_ptr<const EmbeddedText> embedded(const BlockCopy& copy, const hcl::Expr& expr,
                                                 const Value& value);
    void evaluate_group(BlockCopy& copy);
    void add_group(Group group);
    Scope scope_of(const BlockCopy& copy) const;
    Value block_object(BlockCopy& copy, std::string_view attribute, Span at);
    void merge_definitions();

    // decoding of values: builder_decode.cpp
    Attribute decode(const AttributeRule& rule, const hcl::Expr& expr, const Value& value);
    void report_part(const hcl::Expr& whole, Span part, std::string message);
    void report_name(FileIndex file, const hcl::Block& block, Span cause, std::string message);
    void decode_texts(const hcl::Expr& expr, const Value& value, Attribute& out);
    void decode_table(const AttributeRule& rule, const hcl::Expr& expr, const Value& value,
                      Attribute& out);
    void decode_entries(const hcl::Expr& expr, const Value& value, Attribute& out);
    void decode_object(const hcl::Expr& expr, const Value& value, Attribute& out);

    Project project_;
    const Invocation& invocation_;
    Evaluator evaluator_;
    std::vector<std::optional<ComposeContent>> compose_;

    std::map<std::string_view, Global, std::less<>> globals_;
    std::vector<std::string_view> global_order_;
    std::map<std::string, Value, std::less<>> builtins_;
    struct FunctionBlock {
        FileIndex file;
        const hcl::Block* block;
    };
    std::map<std::string_view, FunctionBlock, std::less<>> function_blocks_;
    std::map<std::string_view, Callable, std::less<>> functions_;
    std::vector<std::pair<FileIndex, const hcl::Block*>> blocks_; ///< targets and groups, in order
    std::deque<BlockCopy> copies_;
    std::unordered_map<std::string, std::vector<BlockCopy*>> targets_by_name_;
    std::unordered_map<std::string, std::vector<BlockCopy*>> groups_by_name_;
    std::unordered_map<std::string, std::size_t> group_places_; ///< in Project::groups
    std::vector<Group> matrix_groups_; ///< come last: the first group of a name counts
    std::unordered_map<std::string, std::size_t> matrix_group_places_;
    std::deque<hcl::Expr> reread_; ///< JSON strings read as expressions
};

/// Adds the attributes of `later` to those of `earlier`, each by its rule.
void merge(Attributes& earlier, const Attributes& later);

/// Applies --set, resolves inherits, groups and links, as requested: fills targets and
/// requested_groups of the project.
void resolve_targets(Project& project, const Invocation& invocation);

/// True for `[A-Za-z0-9_-]+`.
[[nodiscard]] bool is_valid_name(std::string_view name);

/// Go's path.Match.
[[nodiscard]] bool matches_pattern(std::string_view pattern, std::string_view name);

} // namespace dflint::bake
