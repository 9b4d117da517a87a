-- @many
-- Products of which some figure carries an override.
SELECT DISTINCT f.product_id
  FROM forecasts f
 WHERE f.scenario_id = :scenario_id AND f.month = :month
   AND (f.index_edit <> 0 OR f.sales_override <> 0 OR f.marketing_override <> 0)
   AND {{visible:f}}
 ORDER BY f.product_id
