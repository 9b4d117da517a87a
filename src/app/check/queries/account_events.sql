-- @many
-- Who got an account or a password, and who lost it, oldest first.
SELECT events.sequence, events.action, COALESCE(events.subject_id, 0) AS subject_id, events.after_state
  FROM events
 WHERE events.subject_kind = 'accounts'
   AND events.action IN ('accounts.password_set', 'accounts.password_changed', 'accounts.password_rehashed',
                         'accounts.erased')
 ORDER BY events.sequence
