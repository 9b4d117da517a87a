-- @many
-- Accounts that no event says somebody made, or that one says somebody erased.
SELECT accounts.person_id, accounts.login
  FROM accounts
 WHERE NOT EXISTS (SELECT 1
                     FROM events AS made
                    WHERE made.subject_kind = 'accounts'
                      AND made.subject_id = accounts.person_id
                      AND made.action = 'accounts.password_set'
                      AND NOT EXISTS (SELECT 1
                                        FROM events AS erased
                                       WHERE erased.subject_kind = 'accounts'
                                         AND erased.subject_id = accounts.person_id
                                         AND erased.action = 'accounts.erased'
                                         AND erased.sequence > made.sequence))
 ORDER BY accounts.person_id
