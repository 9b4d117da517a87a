-- @exec
-- @param id          @id
-- @param worker      @text
-- @param stage       @text
-- @param done_units  @count
-- @param total_units @count
-- @param now         @instant
-- How far the job is, and that its worker lives.
UPDATE jobs
   SET stage = :stage,
       done_units = :done_units,
       total_units = :total_units,
       heartbeat_at = :now
 WHERE id = :id
   AND worker = :worker
   AND status = 'running'
