#pragma once

#include <string>
#include <vector>

namespace bihuan {

/// Runs one of PostgreSQL's own programs and waits for it; the password goes where such programs
/// look for it, for on a command line every user of the machine could read it. Throws Unavailable.
void run_postgres_program(std::vector<std::string> words, const std::string& password);

}  // namespace bihuan
