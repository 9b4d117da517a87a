-- @one
-- The newest event, held until the transaction ends so that the chain has one writer.
SELECT event_head.sequence, event_head.hash FROM event_head WHERE event_head.id = 1 FOR UPDATE
