-- @exec
-- @param scenario_id @id
-- @param month @month
-- @param step @text
UPDATE month_steps SET status = 'stale'
 WHERE scenario_id = :scenario_id AND month = :month AND step = :step AND status = 'done'
