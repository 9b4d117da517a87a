-- @exec
-- @param person_id @id
-- @param keep      @text   -- token hash of the one that stays; '' for none
DELETE FROM account_sessions
 WHERE account_sessions.person_id = :person_id
   AND account_sessions.token_hash <> :keep
