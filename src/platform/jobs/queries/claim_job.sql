-- @exec
-- @param id     @id
-- @param worker @text
-- @param now    @instant
UPDATE jobs
   SET status = 'running',
       worker = :worker,
       attempts = attempts + 1,
       stage = '',
       done_units = 0,
       total_units = 0,
       heartbeat_at = :now,
       started_at = :now
 WHERE id = :id
