-- @exec
-- A table of one large row: whether PostgreSQL's disk has room. Taken out again at once.
-- Not counted: runs while something is wrong, outside of any session; trouble_test.cpp runs it.
CREATE TEMPORARY TABLE room_probe AS SELECT repeat('room', 16384) AS room
