-- @exec
-- @param scenario_id @id
DELETE FROM handover_receipts
 WHERE handover_id IN (SELECT h.id FROM handovers h WHERE h.scenario_id = :scenario_id AND h.scenario_id <> 1)
