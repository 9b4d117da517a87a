-- @many
-- @param sequence @count
-- @param most @count
-- What was done after an event.
SELECT events.action
  FROM events
 WHERE events.sequence > :sequence
 ORDER BY events.sequence
 LIMIT :most
