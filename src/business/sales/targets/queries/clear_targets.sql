-- @exec
DELETE FROM targets WHERE scenario_id = :scenario_id AND month = :month
