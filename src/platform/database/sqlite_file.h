#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "platform/database/connection.h"

namespace bihuan {

/// The file of a company, with the log and the log's index that SQLite keeps beside it while it is
/// open. Only this user may read them: a file that others may read is closed to them.
class SqliteFile {
public:
    /// Opens the file, makes it when it is not there, and remembers which one it is.
    /// Connections map the file or read it page by page.
    SqliteFile(std::string path, bool mapped);

    /// The connection that opened the file, the first time; another one later.
    std::unique_ptr<Connection> take_first();
    /// Another connection to the same file; throws TroubleError when another one, or none, lies in
    /// its place: SQLite would make an empty one.
    std::unique_ptr<Connection> open() const;

    /// Throws TroubleError when one of the three files was removed or replaced.
    void require_in_place() const;

    /// What is wrong with the place, by the file system alone: a file that is gone, a disk that is
    /// full or read-only.
    std::optional<std::string> look() const;
    /// What was found last; costs nothing.
    bool seen_in_place() const { return in_place_; }

private:
    struct Identity {
        std::uint64_t device = 0;
        std::uint64_t number = 0;  ///< 0: there was none.

        friend bool operator==(const Identity&, const Identity&) = default;
    };
    using Identities = std::array<Identity, 3>;

    static Identity identity_of(const std::string& path);
    Identities identities() const;
    bool is_in_place() const;

    std::string path_;
    bool mapped_;
    bool on_disk_;  ///< Not so for ":memory:", which each connection has for itself.
    std::unique_ptr<Connection> first_;
    Identities opened_;
    mutable std::atomic<bool> in_place_ = true;
};

}  // namespace bihuan
