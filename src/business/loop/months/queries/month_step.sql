-- @optional
-- @param scenario_id @id
-- @param month @month
-- @param step @text
SELECT ms.scenario_id, ms.month, ms.step, ms.status, ms.input_hash, ms.output_hash, ms.summary,
       ms.person_id, ms.finished_at, ms.method, ms.seen_event
  FROM month_steps ms
 WHERE ms.scenario_id = :scenario_id AND ms.month = :month AND ms.step = :step
