#pragma once

#include <cstddef>

namespace bihuan::http {

/// Lifts this process's limit of open files as far as it may, at most to what any server of ours
/// needs.
void raise_descriptor_limit();

/// How many connections, `wanted` at most, fit under the limit of open files, each with a file that
/// it sends or receives, beside what the rest of the program opens.
std::size_t fitting_connections(std::size_t wanted);

}  // namespace bihuan::http
