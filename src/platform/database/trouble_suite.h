#pragma once

#include <chrono>
#include <thread>

#include <gtest/gtest.h>

#include "support/databases.h"

// What the tests of a database in trouble share.
namespace bihuan {

struct KeptLine {
    std::int64_t id = 0;
    std::string line;
};

template <>
inline constexpr auto kDescription<KeptLine> = describe<KeptLine>("kept_lines",
                                                                  field("id", &KeptLine::id),
                                                                  field("line", &KeptLine::line));

namespace trouble {

using namespace std::chrono_literals;

inline const FixedClock kClock{Day(2026, 11, 3)};
inline const Viewer kViewer = Viewer::system("test");

inline void make_lines(Database& database) {
    const Query make{"test.make",
                     "CREATE TABLE IF NOT EXISTS kept_lines (id BIGINT PRIMARY KEY, line TEXT)",
                     {}};
    database.write(kViewer, kClock, [&](Transaction& t) { t.execute(make, {}, Trace::None); });
}

inline void write_line(Database& database, std::int64_t id, std::size_t size = 10) {
    database.write(kViewer, kClock, [&](Transaction& t) {
        const std::vector<KeptLine> lines{{id, std::string(size, 'x')}};
        t.bulk_insert<KeptLine>(lines);
        t.record({.action = "line.written", .subject_kind = "test", .subject_id = id});
    });
}

inline std::vector<std::int64_t> lines_of(Database& database) {
    const Query all{"test.lines", "SELECT id, line FROM kept_lines ORDER BY id", {}};
    std::vector<std::int64_t> ids;
    database.read(kViewer, [&](Session& s) {
        s.query_each<KeptLine>(all, {}, [&](const auto& line) { ids.push_back(line.id); });
    });
    return ids;
}

/// Waits for what must come by itself.
template <class Condition>
bool comes(Condition&& condition) {
    for (int i = 0; i < 3000; ++i) {
        if (condition()) return true;
        std::this_thread::sleep_for(10ms);
    }
    return false;
}

}  // namespace trouble
}  // namespace bihuan
