#pragma once

#include <string>
#include <vector>

#include <tl/expected.hpp>

namespace bihuan {

/// One thing wrong with data that came from outside: a file, a request, another system.
struct Issue {
    std::string code;     ///< Stable and machine-readable; the client translates by it.
    std::string field;    ///< JSON Pointer into the input, such as "/3/outlet"; rows count from 0.
    std::string message;  ///< For a person, in English: what is wrong and what to write instead.
    std::string found;    ///< What stood there, cut to a readable length; empty when nothing did.

    friend bool operator==(const Issue&, const Issue&) = default;
};

using Issues = std::vector<Issue>;

/// A value, or every reason why the input does not make one.
template <class T>
using Result = tl::expected<T, Issues>;

inline tl::unexpected<Issues> unexpected(Issue issue) {
    return tl::unexpected<Issues>(Issues{std::move(issue)});
}

}  // namespace bihuan
