-- @many
-- @param sequence @count
-- What every import after an event wrote of each kind of fact.
SELECT events.subject_kind, events.subject_id, events.after_state
  FROM events
 WHERE events.action = 'facts.written' AND events.sequence > :sequence
 ORDER BY events.sequence
