// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/lint/rule.h"

#include <tuple>
#include <vector>

namespace dflint {

/// One rule's interest in one kind of subject.
template <class Subject> struct Subscription {
    const Rule* rule;
    CheckOf<Subject> check;
};

/// The checks of some rules, sorted by what they look at: made once per run, read by every file.
class Schedule {
public:
    Schedule() = default;
    explicit Schedule(const std::vector<const Rule*>& rules) {
        for (const Rule* rule : rules) {
            for (const Check& check : rule->checks) std::visit(Add{*this, rule}, check);
        }
    }

    template <class Subject> [[nodiscard]] const std::vector<Subscription<Subject>>& of() const {
        return std::get<std::vector<Subscription<Subject>>>(subscriptions_);
    }

private:
    template <class> struct Buckets;
    template <class... Subjects>
    struct Buckets<std::variant<std::monostate, CheckOf<Subjects>...>> {
        using type = std::tuple<std::vector<Subscription<Subjects>>...>;
    };
    struct Add {
        Schedule& schedule;
        const Rule* rule;
        void operator()(std::monostate) const {}
        template <class Subject> void operator()(CheckOf<Subject> check) const {
            std::get<std::vector<Subscription<Subject>>>(schedule.subscriptions_)
                .push_back({rule, check});
        }
    };
    // Deduced from Check, so that a new subject needs no change here.
    typename Buckets<Check>::type subscriptions_;
};

} // namespace dflint
