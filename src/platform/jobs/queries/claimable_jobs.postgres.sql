-- @many
-- @param dead_before @instant
-- The oldest jobs that nobody runs, or whose runner has fallen silent; none of a kind that runs.
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
 WHERE (jobs.status = 'waiting'
        AND NOT EXISTS (SELECT 1
                          FROM jobs AS others
                         WHERE others.kind = jobs.kind
                           AND others.status = 'running'))
    OR (jobs.status = 'running' AND jobs.heartbeat_at < :dead_before)
 ORDER BY jobs.created_at, jobs.id
 LIMIT 20
   FOR UPDATE OF jobs SKIP LOCKED
