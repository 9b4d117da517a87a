-- @exec
-- @param person_id @id
DELETE FROM account_sessions
 WHERE account_sessions.person_id = :person_id
