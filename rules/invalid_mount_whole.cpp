// SPDX-License-Identifier: Apache-2.0
#include "dflint/lint/rule.h"
#include "dflint/model/mounts.h"
#include "dflint/model/named_stages.h"
#include "invalid_mount.h"

#include <algorithm>
#include <charconv>

namespace dflint::rules {

namespace {

using Type = model::Mount::Type;
using Part = MountMeaning::Part;

class WholeCheck {
public:
    WholeCheck(const MountMeaning& mount, const model::Run& run, const MountPlaces& places,
               Pass& pass)
        : mount_(mount), run_(run), places_(places), pass_(pass) {}

    void run() {
        check_keys();
        if (is(Type::secret)) check_secret();
        if (!is(Type::secret)) check_origin();
        if (is(Type::bind) || is(Type::cache) || is(Type::tmpfs)) check_target();
    }

private:
    [[nodiscard]] bool is(Type type) const { return mount_.type == type; }

    void check_keys() {
        if (is(Type::bind) || is(Type::tmpfs)) {
            refuse(mount_.mode, "is for cache, secret and ssh mounts");
            refuse(mount_.uid, "is for cache, secret and ssh mounts");
            refuse(mount_.gid, "is for cache, secret and ssh mounts");
        }
        if (!is(Type::cache) && mount_.sharing.is_set()) {
            refuse(mount_.sharing, "is for cache mounts");
        }
        if (is(Type::ssh) && mount_.source.is_set()) {
            refuse(mount_.source, "has no place in an ssh mount: `id` says which agent is meant");
        }
        if (!is(Type::secret) && mount_.env.field != nullptr) {
            report(Severity::warning, mount_.env.field->key_at(),
                   "`env` has no effect here: only secrets come as variables");
        }
    }

    void check_secret() {
        if (mount_.from.is_set()) {
            refuse(mount_.from, "has no place in a secret mount: secrets come from the caller");
        }
        const auto may_be_set = [](const Part& part) { return part.may_be_set(); };
        const Part parts[] = {mount_.source, mount_.target, mount_.id};
        if (!mount_.has_gap && std::none_of(std::begin(parts), std::end(parts), may_be_set)) {
            pass_.report({.at = places_.flag.value_at,
                          .message = "the secret is not named: an `id` is missing"});
        }
        if (mount_.source.is_set() && mount_.id.is_set()) {
            refuse(std::max(mount_.source.field, mount_.id.field) == mount_.id.field
                       ? mount_.id
                       : mount_.source,
                   "is too much: `source` of a secret is another word for its `id`");
        }
    }

    void check_origin() {
        if (!mount_.from.is_set() || dockerfile::has_variable_origin(*mount_.from.field)) return;
        const std::string& from = *mount_.from.value;
        std::string problem = model::problem_of_origin(from, *run_.stage);
        if (!problem.empty()) {
            return report(Severity::error, mount_.from.field->value_at(), std::move(problem));
        }
        if (is(Type::bind) || is(Type::cache)) check_number(from);
    }

    /// COPY --from counts stages, a mount does not.
    void check_number(std::string_view from) {
        std::size_t index = 0;
        const char* const end = from.data() + from.size();
        const auto [stop, error] = std::from_chars(from.data(), end, index);
        if (error != std::errc() || stop != end) return;
        const auto& stages = run_.stage->build->stages;
        Diagnostic made{.at = places_.of(mount_.from.field->value_at()),
                        .message = "this is an image called `" + std::string(from) +
                                   "`: mounts know stages by name only"};
        if (index < run_.stage->index && !stages[index].name.empty() && places_.are_exact()) {
            made.fix = Fix{.title = "write `" + stages[index].name + "`",
                           .applicability = Applicability::unsafe,
                           .edits = {{made.at, stages[index].name}}};
        }
        pass_.report(Severity::warning, std::move(made));
    }

    void check_target() {
        if (run_.stage->system != model::System::posix) return;
        const Part& target = mount_.target;
        if (target.field == nullptr || target.value == "") return check_missing_target();
        if (!target.value) return;
        if (*target.value == "~" || target.value->starts_with("~/")) return report_tilde(target);
        const bool is_relative = !target.value->starts_with('/');
        if (is_relative && run_.is_onbuild) return;
        const auto path = is_relative ? run_.scope.absolute(*target.value) : target.value;
        if (path != "/") return;
        report(Severity::error, target.field->value_at(),
               "the target is the root of the image: nothing can be mounted there");
    }

    void report_tilde(const Part& target) {
        const auto path = run_.scope.absolute(*target.value);
        Diagnostic made{.at = places_.of(target.field->value_at()),
                        .message = "BuildKit does not expand `~`: this is " +
                                   (path ? "`" + *path + "`" : "a directory called `~`")};
        if (const auto home = run_.scope.home(); home && places_.are_exact()) {
            made.fix = Fix{.title = "write `" + *home + "`",
                           .applicability = Applicability::unsafe,
                           .edits = {{{made.at.begin, made.at.begin + 1}, *home}}};
        }
        pass_.report(Severity::warning, std::move(made));
    }

    void check_missing_target() {
        if (run_.is_onbuild || mount_.has_gap) return;
        const auto directory = run_.scope.workdir();
        const std::string name(model::name_of(*mount_.type));
        if (directory == "/") {
            pass_.report({.at = places_.flag.value_at,
                          .message = "the " + name +
                                     " mount has no target, and the working directory is `/`"});
        } else if (!is(Type::bind)) {
            pass_.report(Severity::warning,
                         {.at = places_.flag.value_at,
                          .message = "the " + name +
                                     " mount has no target: it hides the working directory"});
        }
    }

    /// "`key` ...", at the key.
    void refuse(const Part& part, std::string_view why) {
        if (part.field == nullptr) return;
        report(Severity::error, part.field->key_at(),
               "`" + std::string(part.field->key) + "` " + std::string(why));
    }

    void report(Severity severity, Span part, std::string message) {
        pass_.report(severity, {.at = places_.of(part), .message = std::move(message)});
    }

    const MountMeaning& mount_;
    const model::Run& run_;
    const MountPlaces& places_;
    Pass& pass_;
};

} // namespace

void check_whole(const MountMeaning& mount, const model::Run& run, const MountPlaces& places,
                 Pass& pass) {
    WholeCheck(mount, run, places, pass).run();
}

} // namespace dflint::rules
