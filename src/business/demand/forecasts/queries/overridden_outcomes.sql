-- @many
-- @param month @month
-- @param target_month @month
-- Figures of the real company with an override, one month ahead, beside what was sold.
SELECT f.product_id, f.region_id, f.channel_id, f.quantity, f.index_edit, f.sales_override,
       f.marketing_override, COALESCE(s.quantity, 0) AS actual
  FROM forecasts f
  LEFT JOIN sales_months s ON s.month = f.target_month AND s.product_id = f.product_id
                          AND s.region_id = f.region_id AND s.channel_id = f.channel_id
 WHERE f.scenario_id = 1 AND f.month = :month AND f.target_month = :target_month
   AND (f.index_edit <> 0 OR f.sales_override <> 0 OR f.marketing_override <> 0)
   AND {{visible:f}}
 ORDER BY f.product_id, f.region_id, f.channel_id
