-- @exec
-- @param path @text
-- SQLite only: PostgreSQL is copied by pg_dump.
-- Not counted: SQLite alone, and outside of any transaction; backup_test.cpp runs it.
VACUUM INTO :path
