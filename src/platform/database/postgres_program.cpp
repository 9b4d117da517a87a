#include "platform/database/postgres_program.h"

#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <string_view>

#include <fmt/format.h>

#include "base/error.h"

namespace bihuan {

namespace {

std::vector<std::string> environment_with(const std::string& password) {
    std::vector<std::string> variables;
    for (char** variable = environ; *variable != nullptr; ++variable)
        if (password.empty() || !std::string_view(*variable).starts_with("PGPASSWORD="))
            variables.emplace_back(*variable);
    if (!password.empty()) variables.push_back("PGPASSWORD=" + password);
    return variables;
}

std::vector<char*> pointers_to(std::vector<std::string>& texts) {
    std::vector<char*> pointers;
    pointers.reserve(texts.size() + 1);
    for (auto& text : texts) pointers.push_back(text.data());
    pointers.push_back(nullptr);
    return pointers;
}

}  // namespace

void run_postgres_program(std::vector<std::string> words, const std::string& password) {
    auto variables = environment_with(password);
    pid_t child = 0;
    const int started = posix_spawnp(&child,
                                     words[0].c_str(),
                                     nullptr,
                                     nullptr,
                                     pointers_to(words).data(),
                                     pointers_to(variables).data());
    if (started != 0)
        throw Error(ErrorCode::Unavailable,
                    fmt::format("{} cannot be started: {}. Install postgresql-client.",
                                words[0],
                                std::strerror(started)));
    int status = 0;
    while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
    }
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0)
        throw Error(ErrorCode::Unavailable, fmt::format("{} failed.", words[0]));
}

}  // namespace bihuan
