-- @one
-- SQLite has one writer: there is nobody to wait for.
SELECT event_head.sequence FROM event_head WHERE event_head.id = 1
