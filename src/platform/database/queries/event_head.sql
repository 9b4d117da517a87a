-- @one
-- The newest event's sequence and hash.
SELECT event_head.sequence, event_head.hash FROM event_head WHERE event_head.id = 1
