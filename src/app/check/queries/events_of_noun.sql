-- @many
-- @param kind @text
-- What events say of the rows of one noun, oldest first.
SELECT events.sequence, events.action, COALESCE(events.subject_id, 0) AS subject_id, events.after_state
  FROM events
 WHERE events.subject_kind = :kind
 ORDER BY events.sequence
