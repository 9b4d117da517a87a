-- @optional
-- @param outlet_id @id
SELECT 1 AS found
 WHERE EXISTS (SELECT 1 FROM sell_out WHERE sell_out.outlet_id = :outlet_id)
    OR EXISTS (SELECT 1 FROM sell_in WHERE sell_in.outlet_id = :outlet_id)
    OR EXISTS (SELECT 1 FROM stocks WHERE stocks.outlet_id = :outlet_id)
