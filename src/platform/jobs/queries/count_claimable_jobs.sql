-- @one
-- @param dead_before @instant
-- Whether it is worth the writer's time to look for work.
SELECT count(*) AS total
  FROM jobs
 WHERE jobs.status = 'waiting'
    OR (jobs.status = 'running' AND jobs.heartbeat_at < :dead_before)
