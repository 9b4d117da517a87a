-- @exec
-- Not counted: runs while something is wrong, outside of any session; trouble_test.cpp runs it.
DROP TABLE room_probe
