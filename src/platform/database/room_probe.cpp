#include "platform/database/room_probe.h"

#include "database/queries.h"

namespace bihuan {

void probe_room(Connection& connection) {
    const auto& fill = database_queries::kFillRoomProbe;
    const bool own = connection.dialect() == Dialect::Postgres && !fill.postgres.empty();
    connection.run(std::string(own ? fill.postgres : fill.sql));
    connection.run(std::string(database_queries::kDropRoomProbe.sql));
}

}  // namespace bihuan
