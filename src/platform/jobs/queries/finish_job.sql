-- @exec
-- @param id          @id
-- @param worker      @text
-- @param status      @text
-- @param stage       @text
-- @param done_units  @count
-- @param total_units @count
-- @param result      @text
-- @param error       @text
-- @param now         @instant
-- Only the worker that still has the job may end it.
UPDATE jobs
   SET status = :status,
       stage = :stage,
       done_units = :done_units,
       total_units = :total_units,
       result = :result,
       error = :error,
       finished_at = :now
 WHERE id = :id
   AND worker = :worker
   AND status = 'running'
