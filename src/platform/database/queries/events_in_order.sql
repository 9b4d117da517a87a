-- @many
-- The whole log, oldest first.
SELECT events.id,
       events.sequence,
       events.at,
       events.person_id,
       events.action,
       events.subject_kind,
       events.subject_id,
       events.reason,
       events.before_state,
       events.after_state,
       events.previous_hash,
       events.hash,
       events.address
  FROM events
 ORDER BY events.sequence
