// SPDX-License-Identifier: Apache-2.0
#include "dflint/syntax/hcl/fold.h"

#include "dflint/syntax/hcl/parse.h"

namespace dflint::hcl {

namespace {
struct BinaryOperator {
    Operator op = Operator::none;
    int precedence = 0;
};

BinaryOperator binary_operator(TokenKind kind) {
    switch (kind) {
    case TokenKind::logical_or:
        return {Operator::logical_or, 1};
    case TokenKind::logical_and:
        return {Operator::logical_and, 2};
    case TokenKind::double_equal:
        return {Operator::equal, 3};
    case TokenKind::not_equal:
        return {Operator::not_equal, 3};
    case TokenKind::less:
        return {Operator::less, 4};
    case TokenKind::less_equal:
        return {Operator::less_equal, 4};
    case TokenKind::greater:
        return {Operator::greater, 4};
    case TokenKind::greater_equal:
        return {Operator::greater_equal, 4};
    case TokenKind::plus:
        return {Operator::add, 5};
    case TokenKind::minus:
        return {Operator::subtract, 5};
    case TokenKind::star:
        return {Operator::multiply, 6};
    case TokenKind::slash:
        return {Operator::divide, 6};
    case TokenKind::percent:
        return {Operator::modulo, 6};
    default:
        return {};
    }
}

class Traversal {
public:
    Traversal(std::vector<Step>& steps, Reader& reader) : steps_(steps), reader_(reader) {}

    /// Applies all steps from the current one on.
    Expr apply(Expr object) {
        while (next_ < steps_.size()) {
            const Step& step = steps_[next_];
            const bool is_splat =
                step.kind == StepKind::attribute_splat || step.kind == StepKind::full_splat;
            object = is_splat ? splat(std::move(object)) : access(std::move(object));
        }
        return object;
    }

private:
    Expr access(Expr object) {
        Step& step = steps_[next_++];
        Expr result{.kind =
                        step.kind == StepKind::attribute ? ExprKind::attribute : ExprKind::index,
                    .at = step.at,
                    .mark = step.at};
        reader_.add(result, std::move(object));
        if (step.kind == StepKind::attribute) {
            result.names.push_back({step.name->at, step.name->text});
        } else if (step.kind == StepKind::legacy_index) {
            result.is_legacy = true;
            reader_.add(
                result,
                Expr{.kind = ExprKind::number, .at = step.name->at, .text = step.name->text});
        } else {
            reader_.add(result, std::move(step.key));
        }
        return result;
    }

    /// `[*]` takes all steps behind it, `.*` the attributes and legacy indexes that follow.
    Expr splat(Expr source) {
        const Step& step = steps_[next_++];
        Expr result{.kind = ExprKind::splat, .at = step.at, .mark = step.at};
        result.is_full = step.kind == StepKind::full_splat;
        if (!result.is_full && source.is(ExprKind::splat) && !source.is_full) {
            reader_.report(step.at, "a splat inside of a splat is written `[*]`");
        }
        reader_.add(result, std::move(source));
        Expr element{.kind = ExprKind::each, .at = {step.at.end, step.at.end}};
        if (result.is_full && reader_.enter(step.at)) {
            element = apply(std::move(element));
            reader_.leave();
        } else {
            while (next_ < steps_.size() && (steps_[next_].kind == StepKind::attribute ||
                                             steps_[next_].kind == StepKind::legacy_index)) {
                element = access(std::move(element));
            }
        }
        reader_.add(result, std::move(element));
        return result;
    }

    std::vector<Step>& steps_;
    Reader& reader_;
    std::size_t next_ = 0;
};

/// A sign binds looser than the traversal behind it: -a.b is -(a.b).
Expr fold(Operand operand, Reader& reader) {
    Expr result = std::move(operand.root);
    if (!operand.steps.empty()) {
        result = Traversal(operand.steps, reader).apply(std::move(result));
    }
    while (!operand.signs.empty()) {
        const Token& sign = *operand.signs.back();
        operand.signs.pop_back();
        Expr outer{.kind = ExprKind::unary,
                   .op = sign.kind == TokenKind::minus ? Operator::negate : Operator::logical_not,
                   .at = sign.at,
                   .mark = sign.at};
        reader.add(outer, std::move(result));
        result = std::move(outer);
    }
    return result;
}

/// Precedence by two stacks: operands that wait, and the operators between them.
class Precedence {
public:
    explicit Precedence(Reader& reader) : reader_(reader) {}

    Expr fold_row(std::vector<Operand> operands) {
        for (Operand& operand : operands) {
            if (operand.operator_before != nullptr) push(*operand.operator_before);
            waiting_.push_back(fold(std::move(operand), reader_));
        }
        reduce(1);
        return std::move(waiting_.front());
    }

private:
    void push(const Token& token) {
        reduce(precedence(token.kind));
        operators_.push_back(&token);
    }

    /// Joins what binds at least as tight as `least`.
    void reduce(int least) {
        while (!operators_.empty() && precedence(operators_.back()->kind) >= least) {
            const Token& token = *operators_.back();
            operators_.pop_back();
            Expr right = std::move(waiting_.back());
            waiting_.pop_back();
            Expr joined{.kind = ExprKind::binary,
                        .op = binary_operator(token.kind).op,
                        .at = token.at,
                        .mark = token.at};
            reader_.add(joined, std::move(waiting_.back()));
            reader_.add(joined, std::move(right));
            waiting_.back() = std::move(joined);
        }
    }

    Reader& reader_;
    std::vector<Expr> waiting_;
    std::vector<const Token*> operators_;
};
} // namespace

int precedence(TokenKind kind) {
    return binary_operator(kind).precedence;
}

Expr fold(Operation operation, Reader& reader) {
    if (operation.operands.size() == 1) return fold(std::move(operation.operands.front()), reader);
    return Precedence(reader).fold_row(std::move(operation.operands));
}

} // namespace dflint::hcl
