-- @exec
-- @param person_id     @id
-- @param verified_hash @text
-- @param password_hash @text
-- The same password, hashed with today's cost, unless another one was set since it was verified.
UPDATE accounts
   SET password_hash = :password_hash
 WHERE person_id = :person_id
   AND password_hash = :verified_hash
