-- @exec
-- @param person_id       @id
-- @param failed_attempts @count
-- @param locked_until    @instant
-- How many wrong passwords in a row were given, and until when no more are looked at.
UPDATE accounts
   SET failed_attempts = :failed_attempts,
       locked_until = :locked_until
 WHERE person_id = :person_id
