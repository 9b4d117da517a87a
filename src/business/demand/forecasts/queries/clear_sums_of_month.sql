-- @exec
DELETE FROM forecast_sums WHERE scenario_id = :scenario_id AND month = :month
