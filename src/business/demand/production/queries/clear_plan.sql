-- @exec
DELETE FROM production_plans WHERE scenario_id = :scenario_id AND month = :month
