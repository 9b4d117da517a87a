// Preloaded into the program under test. It counts the calls by which a process changes the world
// outside of it, and ends the process by SIGKILL in front of the one that BIHUAN_KILL_AT names:
// what was written stays, what was still to come is lost, as in a power cut between two writes.
// BIHUAN_CALL_COUNT names a file that takes the count of an undisturbed run.
#include <dlfcn.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <cstdio>
#include <cstdlib>

namespace {

std::atomic<long> calls{0};

long moment() {
    static const long at = [] {
        const char* text = std::getenv("BIHUAN_KILL_AT");
        return text == nullptr ? 0L : std::atol(text);
    }();
    return at;
}

void count_call() {
    if (++calls == moment()) ::kill(::getpid(), SIGKILL);
}

template <class Call>
Call next_one(const char* name) {
    return reinterpret_cast<Call>(::dlsym(RTLD_NEXT, name));
}

struct AtExit {
    ~AtExit() {
        const char* path = std::getenv("BIHUAN_CALL_COUNT");
        if (path == nullptr) return;
        if (std::FILE* file = std::fopen(path, "w")) {
            std::fprintf(file, "%ld\n", calls.load());
            std::fclose(file);
        }
    }
};
const AtExit at_exit;

}  // namespace

extern "C" {

ssize_t write(int file, const void* bytes, size_t size) {
    static const auto real = next_one<ssize_t (*)(int, const void*, size_t)>("write");
    count_call();
    return real(file, bytes, size);
}

ssize_t pwrite(int file, const void* bytes, size_t size, off_t offset) {
    static const auto real = next_one<ssize_t (*)(int, const void*, size_t, off_t)>("pwrite");
    count_call();
    return real(file, bytes, size, offset);
}

ssize_t pwrite64(int file, const void* bytes, size_t size, off64_t offset) {
    static const auto real = next_one<ssize_t (*)(int, const void*, size_t, off64_t)>("pwrite64");
    count_call();
    return real(file, bytes, size, offset);
}

ssize_t send(int socket, const void* bytes, size_t size, int flags) {
    static const auto real = next_one<ssize_t (*)(int, const void*, size_t, int)>("send");
    count_call();
    return real(socket, bytes, size, flags);
}

int fsync(int file) {
    static const auto real = next_one<int (*)(int)>("fsync");
    count_call();
    return real(file);
}

int fdatasync(int file) {
    static const auto real = next_one<int (*)(int)>("fdatasync");
    count_call();
    return real(file);
}

int ftruncate64(int file, off64_t size) {
    static const auto real = next_one<int (*)(int, off64_t)>("ftruncate64");
    count_call();
    return real(file, size);
}

int unlink(const char* path) {
    static const auto real = next_one<int (*)(const char*)>("unlink");
    count_call();
    return real(path);
}

int rename(const char* from, const char* to) {
    static const auto real = next_one<int (*)(const char*, const char*)>("rename");
    count_call();
    return real(from, to);
}

}  // extern "C"
