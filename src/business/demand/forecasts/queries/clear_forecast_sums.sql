-- @exec
-- @param scenario_id  @id
-- @param month        @month
-- @param target_month @month
DELETE FROM forecast_sums
 WHERE scenario_id = :scenario_id AND month = :month AND target_month = :target_month
