// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/bake/function.h"
#include "dflint/bake/project.h"

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// Expressions as values. Outside law: hashicorp/hcl, hclsyntax/expression*.go.
namespace dflint::bake {

/// Names that an expression sees besides the global ones: loop variables, parameters, the axes of
/// a matrix. The innermost counts.
struct Scope {
    const Scope* parent = nullptr;
    std::vector<std::pair<std::string_view, Value>> names{};
    const Value* each = nullptr; ///< what a splat is at

    [[nodiscard]] const Value* find(std::string_view name) const;
};

/// A function that a bake file defines.
struct Callable {
    std::string_view name;
    std::vector<std::string_view> parameters;
    std::string_view variadic; ///< empty: none
    const hcl::Expr* result = nullptr;
    FileIndex file = 0;
    bool is_broken = false; ///< reported; calls are unknown
};

/// What the names of a bake project mean; answers may themselves be evaluated first.
class Globals {
public:
    virtual ~Globals() = default;
    /// Null when there is no such name. `user` is where it is asked for.
    [[nodiscard]] virtual const Value* variable(std::string_view name) = 0;
    [[nodiscard]] virtual const Callable* function(std::string_view name) = 0;
    /// True for `target` and `group`: their members are asked for with `block_value`.
    [[nodiscard]] virtual bool is_block_type(std::string_view name) const = 0;
    /// The value of a whole block, or of one attribute (empty: the whole). Nothing when no block
    /// has the name. A cycle is reported at `at` and gives unknown.
    [[nodiscard]] virtual std::optional<Value> block_value(std::string_view type,
                                                           std::string_view name,
                                                           std::string_view attribute, Span at) = 0;
    /// For "did you mean".
    [[nodiscard]] virtual std::vector<std::string_view> variable_names() const = 0;
    [[nodiscard]] virtual std::vector<std::string_view> function_names() const = 0;
};

/// Evaluates expressions and collects what is wrong with them. One of these serves a whole
/// project: its budget is shared by everything.
class Evaluator {
public:
    /// Steps that all expressions of a project may take together, and bytes of text they may make.
    static constexpr std::size_t most_steps = 20'000'000;
    static constexpr std::size_t most_bytes = std::size_t{512} << 20;
    /// Calls of user functions and references between definitions, one inside another.
    static constexpr int deepest = 100;
    /// Mistakes that come with a "did you mean": looking for one takes time.
    static constexpr std::size_t most_suggestions = 100;

    explicit Evaluator(Globals& globals) : globals_(globals) {}

    /// Always a value; unknown without a cause when something is wrong, which is then reported.
    [[nodiscard]] Value evaluate(const hcl::Expr& expr, const Scope& scope);

    /// The file whose expressions are evaluated now.
    [[nodiscard]] FileIndex file() const { return file_; }
    void report(Span at, std::string message, std::vector<Label> labels = {});
    [[nodiscard]] std::vector<FileDiagnostic>& diagnostics() { return *sink_; }
    [[nodiscard]] std::size_t error_count() const { return error_count_; }

    /// Goes to another file for as long as it lives, one level deeper. `is_too_deep` when that is
    /// further than definitions may lead; nothing is reported then.
    class Visit {
    public:
        Visit(Evaluator& evaluator, FileIndex file);
        ~Visit();
        Visit(const Visit&) = delete;
        Visit& operator=(const Visit&) = delete;
        [[nodiscard]] bool is_too_deep() const { return evaluator_.depth_ > deepest; }

    private:
        Evaluator& evaluator_;
        FileIndex before_;
        std::vector<FileDiagnostic>* sink_before_;
    };

private:
    Value literal(const hcl::Expr& expr);
    Value variable(const hcl::Expr& expr, const Scope& scope);
    Value attribute(const hcl::Expr& expr, const Scope& scope);
    Value index(const hcl::Expr& expr, const Scope& scope);
    Value splat(const hcl::Expr& expr, const Scope& scope);
    Value tuple(const hcl::Expr& expr, const Scope& scope);
    Value object(const hcl::Expr& expr, const Scope& scope);
    Value unary(const hcl::Expr& expr, const Scope& scope);
    Value binary(const hcl::Expr& expr, const Scope& scope);
    Value logical(const hcl::Expr& expr, const Scope& scope);
    Value conditional(const hcl::Expr& expr, const Scope& scope);
    Value for_tuple(const hcl::Expr& expr, const Scope& scope);
    Value for_object(const hcl::Expr& expr, const Scope& scope);
    Value template_text(const hcl::Expr& expr, const Scope& scope);
    Value call(const hcl::Expr& expr, const Scope& scope);
    Value call_standard(const hcl::Expr& expr, const Function& function, const Scope& scope);
    Value call_user(const hcl::Expr& expr, const Callable& function, const Scope& scope);
    Value special_form(const hcl::Expr& expr, const Scope& scope);
    std::optional<Value> block_reference(const hcl::Expr& expr, const Scope& scope);
    bool explain_null(const hcl::Expr& expr, const Scope& scope);

    /// The arguments, the last one spread out when it is to be; the expression each comes from.
    struct GivenArguments;
    bool arguments(const hcl::Expr& expr, const Scope& scope, GivenArguments& out);
    /// Whether the value is true; unknown values and mistakes (reported) are nothing.
    std::optional<bool> condition(const hcl::Expr& expr, const Value& value, const char* what);
    /// The pairs that a `for` goes over; nothing when it cannot, reported unless unknown.
    std::optional<std::vector<std::pair<Value, Value>>> iterate(const hcl::Expr& collection,
                                                                const Value& value);
    Value attribute_of(const Value& object, const hcl::Name& name);
    Value index_of(const Value& collection, const Value& key, Span at);
    Value checked(std::optional<Value> value, Span at);
    bool spend(std::size_t bytes, Span at);
    void unknown_variable(const hcl::Name& name, const Scope& scope);
    void unknown_function(const hcl::Expr& expr);

    Globals& globals_;
    FileIndex file_ = 0;
    int depth_ = 0;
    std::size_t steps_ = 0;
    std::size_t bytes_ = 0;
    bool is_spent_ = false;
    std::size_t error_count_ = 0;
    std::vector<FileDiagnostic> reported_;
    std::vector<FileDiagnostic>* sink_ = &reported_;
};

/// The type that a type expression says: `list(string)`, `any`. Mistakes are reported.
[[nodiscard]] std::optional<Type> type_of_expression(const hcl::Expr& expr, Evaluator& evaluator);

} // namespace dflint::bake
