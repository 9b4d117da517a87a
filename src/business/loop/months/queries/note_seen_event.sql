-- @exec
-- @param scenario_id @id
-- @param month @month
-- @param step @text
-- @param seen_event @count
-- @param input_hash @text
-- The step was found unchanged by reading all it rests on.
UPDATE month_steps SET seen_event = :seen_event
 WHERE scenario_id = :scenario_id AND month = :month AND step = :step AND status = 'done'
   AND input_hash = :input_hash AND seen_event < :seen_event
