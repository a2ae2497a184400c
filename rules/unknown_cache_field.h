// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/lint/pass.h"

/// The part of unknown-attribute that looks into the entries of cache-from and cache-to.
namespace dflint::rules {

void check_cache_fields(const workspace::Project& project, Pass& pass);

} // namespace dflint::rules
