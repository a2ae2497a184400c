// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/lint/pass.h"

/// The part of unknown-attribute that looks into the values of attributes.
namespace dflint::rules {

/// The entries of cache-from and cache-to.
void check_cache_fields(const workspace::Project& project, Pass& pass);

/// The objects of secret, ssh and resources: bake takes what it knows from them.
void check_object_fields(const workspace::Project& project, Pass& pass);

} // namespace dflint::rules
