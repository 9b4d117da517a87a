#include "crash/program.h"

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <thread>

#include "base/error.h"

extern "C" char** environ;

namespace bihuan {

namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

std::vector<std::string> environment(const Moment& moment, const fs::path& count) {
    std::vector<std::string> result;
    for (char** entry = environ; *entry != nullptr; ++entry) result.emplace_back(*entry);
    if (can_count_calls()) {
        result.emplace_back(std::string("LD_PRELOAD=") + BIHUAN_KILL_AT_CALL);
        if (moment.call)
            result.push_back("BIHUAN_KILL_AT=" + std::to_string(*moment.call));
        else
            result.push_back("BIHUAN_CALL_COUNT=" + count.string());
    }
    return result;
}

std::vector<char*> pointers(std::vector<std::string>& texts) {
    std::vector<char*> result;
    for (auto& text : texts) result.push_back(text.data());
    result.push_back(nullptr);
    return result;
}

pid_t start(const std::vector<std::string>& arguments,
            std::vector<std::string> variables,
            const fs::path& output) {
    std::vector<std::string> words{BIHUAN_PROGRAM};
    words.insert(words.end(), arguments.begin(), arguments.end());
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(
        &actions, STDOUT_FILENO, output.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
    posix_spawn_file_actions_adddup2(&actions, STDOUT_FILENO, STDERR_FILENO);
    pid_t child = 0;
    const int failed = posix_spawn(&child,
                                   BIHUAN_PROGRAM,
                                   &actions,
                                   nullptr,
                                   pointers(words).data(),
                                   pointers(variables).data());
    posix_spawn_file_actions_destroy(&actions);
    BIHUAN_CHECK(failed == 0);
    return child;
}

std::string content_of(const fs::path& path) {
    std::ifstream file(path);
    return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace

bool can_count_calls() {
#ifdef BIHUAN_SANITIZED
    return false;
#else
    return true;
#endif
}

Ended run_program(const std::vector<std::string>& arguments, const Moment& moment) {
    const auto name = fs::temp_directory_path() / ("bihuan-run-" + std::to_string(::getpid()));
    const fs::path output = name.string() + ".out";
    const fs::path count = name.string() + ".count";
    const auto begin = Clock::now();
    const pid_t child = start(arguments, environment(moment, count), output);
    if (moment.time) {
        std::this_thread::sleep_until(begin + *moment.time);
        ::kill(child, SIGKILL);
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    Ended ended{.killed = WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL};
    ended.time = std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - begin);
    ended.exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    ended.output = content_of(output);
    if (!ended.killed) std::ifstream(count) >> ended.calls;
    std::error_code ignored;
    fs::remove(output, ignored);
    fs::remove(count, ignored);
    return ended;
}

}  // namespace bihuan
