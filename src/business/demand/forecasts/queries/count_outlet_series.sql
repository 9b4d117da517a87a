-- @one
SELECT COUNT(*) AS number FROM (
    SELECT DISTINCT f.outlet_id, f.product_id
    FROM sell_out f JOIN products p ON p.id = f.product_id JOIN outlets o ON o.id = f.outlet_id
    WHERE p.own AND f.day >= :first_day AND f.day < :end_day AND {{visible:o}}
    LIMIT :most) pairs
