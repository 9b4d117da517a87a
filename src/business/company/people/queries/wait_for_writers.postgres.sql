-- @one
-- Every change writes an event and so waits for this row: what is read after it is what is true.
SELECT event_head.sequence FROM event_head WHERE event_head.id = 1 FOR UPDATE
