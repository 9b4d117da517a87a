-- @exec
DELETE FROM forecasts WHERE scenario_id = :scenario_id AND month = :month
