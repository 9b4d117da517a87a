-- @exec
-- @param id  @id
-- @param now @instant
UPDATE jobs
   SET status = 'cancelled',
       cancel_requested = TRUE,
       finished_at = :now
 WHERE id = :id
   AND status = 'waiting'
