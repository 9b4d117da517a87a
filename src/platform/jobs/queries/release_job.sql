-- @exec
-- @param id       @id
-- @param worker   @text
-- @param attempts @count
-- The job waits again.
UPDATE jobs
   SET status = 'waiting',
       attempts = :attempts
 WHERE id = :id
   AND worker = :worker
   AND status = 'running'
