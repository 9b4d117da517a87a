-- @exec
-- A table of one large row: whether the company's file can still grow. Taken out again at once.
-- Not counted: runs while something is wrong, outside of any session; trouble_test.cpp runs it.
CREATE TABLE room_probe AS SELECT zeroblob(65536) AS room
