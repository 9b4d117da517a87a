#pragma once

#include <optional>

#include <nlohmann/json_fwd.hpp>

#include "business/company/imports/uploads.h"

namespace bihuan::imports {

/// {kind, label, columns: [{name, required, kind, label, synonyms}]}
nlohmann::json kind_json(const Kind& kind);

/// An import as clients see it, with the state of the job that works on it.
nlohmann::json import_json(const Kinds& kinds,
                           const Import& import,
                           const std::optional<jobs::Job>& job);

}  // namespace bihuan::imports
