-- @many
-- @param worker @text
-- The worker's jobs that somebody, perhaps at another server, asked to stop.
SELECT jobs.id,
       jobs.kind,
       jobs.arguments,
       jobs.person_id,
       jobs.status,
       jobs.stage,
       jobs.done_units,
       jobs.total_units,
       jobs.cancel_requested,
       jobs.attempts,
       jobs.worker,
       jobs.heartbeat_at,
       jobs.result,
       jobs.error,
       jobs.created_at,
       jobs.started_at,
       jobs.finished_at
  FROM jobs
 WHERE jobs.worker = :worker
   AND jobs.status = 'running'
   AND jobs.cancel_requested
 ORDER BY jobs.id
