-- @exec
-- @param outlet_id @id
-- @param from_day  @day
DELETE FROM outlet_assignments
 WHERE outlet_assignments.outlet_id = :outlet_id AND outlet_assignments.from_day >= :from_day
