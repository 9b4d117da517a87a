-- @exec
-- @param scenario_id @id
-- @param month @month
-- A what-if copy starts as the real month stands; it has published and scored nothing yet.
-- Unfiltered on purpose: a copy is made whole, whoever makes it.
INSERT INTO month_steps (scenario_id, month, step, status, input_hash, output_hash, summary, person_id,
                        finished_at, method, seen_event)
SELECT CAST(:scenario_id AS BIGINT), origin.month, origin.step, origin.status,
       origin.input_hash, origin.output_hash, origin.summary, origin.person_id,
       origin.finished_at, origin.method, origin.seen_event
  FROM month_steps AS origin
 WHERE origin.scenario_id = 1 AND origin.month = :month
   AND origin.step NOT IN ('publish', 'score')
