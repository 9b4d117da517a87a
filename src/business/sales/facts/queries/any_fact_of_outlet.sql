-- @optional
-- @param outlet_id @id
-- Unfiltered on purpose: what has figures anywhere must not be removed; no figure is shown.
SELECT 1 AS found
 WHERE EXISTS (SELECT 1 FROM sell_out WHERE sell_out.outlet_id = :outlet_id)
    OR EXISTS (SELECT 1 FROM sell_in WHERE sell_in.outlet_id = :outlet_id)
    OR EXISTS (SELECT 1 FROM stocks WHERE stocks.outlet_id = :outlet_id)
