#include "business/migrations/migrations.h"

#include <algorithm>
#include <charconv>
#include <vector>

#include "migrations/migration_files.h"

namespace bihuan {

namespace {

/// "0002_company.sql" → 2, "company".
Migration parse(const embedded::EmbeddedFile& file) {
    const std::string_view path = file.path;
    const auto underscore = path.find('_');
    Migration migration;
    std::from_chars(path.data(), path.data() + underscore, migration.number);
    migration.title = path.substr(underscore + 1, path.rfind('.') - underscore - 1);
    migration.sql = std::string_view(file.begin, static_cast<std::size_t>(file.end - file.begin));
    return migration;
}

}  // namespace

std::span<const Migration> all_migrations() {
    static const std::vector<Migration> migrations = [] {
        std::vector<Migration> all;
        all.reserve(std::size(embedded::k_migration_files));
        for (const auto& file : embedded::k_migration_files) all.push_back(parse(file));
        std::ranges::sort(all, {}, &Migration::number);
        return all;
    }();
    return migrations;
}

}  // namespace bihuan
