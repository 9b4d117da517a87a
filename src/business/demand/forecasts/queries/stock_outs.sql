-- @many
-- Counts of nothing left of an own product at an outlet that is no warehouse of ours; the first day
-- after each that shows it was back: a count above zero, a delivery or a sale. With it what the
-- outlet had sold until then. Of one product, or of all.
SELECT s.outlet_id, s.product_id, o.region_id, o.channel_id, s.day,
       (SELECT c.day FROM stocks c
         WHERE c.outlet_id = s.outlet_id AND c.product_id = s.product_id AND c.day > s.day
         GROUP BY c.day HAVING SUM(c.quantity) > 0 ORDER BY c.day LIMIT 1) AS counted,
       (SELECT b.day FROM sell_in b
         WHERE b.outlet_id = s.outlet_id AND b.product_id = s.product_id AND b.day > s.day
         GROUP BY b.day HAVING SUM(b.quantity) > 0 ORDER BY b.day LIMIT 1) AS delivered,
       (SELECT f.day FROM sell_out f
         WHERE f.outlet_id = s.outlet_id AND f.product_id = s.product_id AND f.day > s.day
         GROUP BY f.day HAVING SUM(f.quantity) > 0 ORDER BY f.day LIMIT 1) AS sold,
       (SELECT MIN(f.day) FROM sell_out f
         WHERE f.outlet_id = s.outlet_id AND f.product_id = s.product_id
           AND f.day >= :first_day AND f.day <= s.day) AS sold_since,
       (SELECT CAST(COALESCE(SUM(f.quantity), 0) AS BIGINT) FROM sell_out f
         WHERE f.outlet_id = s.outlet_id AND f.product_id = s.product_id
           AND f.day >= :first_day AND f.day <= s.day) AS quantity
FROM stocks s JOIN outlets o ON o.id = s.outlet_id JOIN products p ON p.id = s.product_id
WHERE s.product_id >= :first_product AND s.product_id <= :last_product
  AND s.quantity = 0 AND s.revision % 2 = 0 AND s.day >= :first_day AND s.day < :end_day
  AND COALESCE(o.outlet_class, '') <> 'W' AND p.own
  AND NOT EXISTS (SELECT 1 FROM stocks later
                   WHERE later.outlet_id = s.outlet_id AND later.product_id = s.product_id
                     AND later.day = s.day AND later.revision > s.revision)
  AND {{visible:o}}
ORDER BY s.outlet_id, s.product_id, s.day
