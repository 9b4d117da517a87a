-- @many
-- What every import wrote of each kind of fact.
SELECT events.subject_kind, events.subject_id, events.after_state
  FROM events
 WHERE events.action = 'facts.written'
 ORDER BY events.sequence
