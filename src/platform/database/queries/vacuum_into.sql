-- @exec
-- @param path @text
-- SQLite only: PostgreSQL is copied by pg_dump.
VACUUM INTO :path
