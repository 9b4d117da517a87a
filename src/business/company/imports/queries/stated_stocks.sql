-- @many
-- @param from_day @day
-- @param to_day   @day   -- inclusive
-- Each figure as it stands after all corrections, in the order it is stored.
SELECT facts.day,
       outlets.code AS outlet,
       products.code AS product,
       facts.quantity,
       CAST(NULL AS BIGINT) AS value,
       CAST(NULL AS BIGINT) AS price,
       CAST(NULL AS DOUBLE PRECISION) AS coupon,
       CAST(NULL AS DOUBLE PRECISION) AS feature,
       facts.attributes
  FROM stocks AS facts
  JOIN outlets
    ON outlets.id = facts.outlet_id
  JOIN products
    ON products.id = facts.product_id
 WHERE facts.day >= :from_day
   AND facts.day <= :to_day
   AND facts.revision % 2 = 0
   AND NOT EXISTS (SELECT 1
                     FROM stocks AS later
                    WHERE later.outlet_id = facts.outlet_id
                      AND later.product_id = facts.product_id
                      AND later.day = facts.day
                      AND later.revision > facts.revision)
   AND {{visible:outlets}}
 ORDER BY facts.outlet_id, facts.product_id, facts.day
