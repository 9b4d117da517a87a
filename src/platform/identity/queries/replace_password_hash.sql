-- @exec
-- @param person_id     @id
-- @param password_hash @text
-- The same password, hashed with today's cost.
UPDATE accounts
   SET password_hash = :password_hash
 WHERE person_id = :person_id
