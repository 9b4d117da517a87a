-- @exec
-- @param person_id @id
DELETE FROM accounts
 WHERE accounts.person_id = :person_id
