-- @exec
-- The session's own table for staged rows, in front of the one that all share: what is staged for a
-- check concerns nobody else.
CREATE TEMPORARY TABLE staged_facts AS SELECT shared.* FROM staged_facts AS shared WHERE 1 = 0
