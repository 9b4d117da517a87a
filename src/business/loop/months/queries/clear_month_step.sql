-- @exec
-- @param scenario_id @id
-- @param month @month
-- @param step @text
DELETE FROM month_steps WHERE scenario_id = :scenario_id AND month = :month AND step = :step
