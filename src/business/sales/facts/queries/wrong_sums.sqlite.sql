-- @many
-- @param region_id @id
-- Every stored sum of a region beside the same sum made anew from the facts, where they differ.
-- Unfiltered on purpose: the check of a whole company, by its administrator.
WITH placed AS (
    SELECT substr(sell_out.day, 1, 7) AS month,
           date(sell_out.day, '-6 days', 'weekday 1') AS week,
           sell_out.day,
           sell_out.product_id,
           products.own,
           outlet_assignments.region_id,
           outlet_assignments.channel_id,
           sell_out.quantity,
           sell_out.value
      FROM outlet_assignments
      JOIN sell_out ON sell_out.outlet_id = outlet_assignments.outlet_id
      JOIN products ON products.id = sell_out.product_id
     WHERE outlet_assignments.region_id = :region_id
       AND outlet_assignments.from_day = (SELECT MAX(newest.from_day)
                                            FROM outlet_assignments AS newest
                                           WHERE newest.outlet_id = sell_out.outlet_id
                                             AND newest.from_day <= sell_out.day)
),
both_sides AS (
    SELECT 'sales_months' AS sums, month AS period, product_id, region_id, channel_id,
           quantity AS stored_quantity, 0 AS right_quantity, value AS stored_value, 0 AS right_value
      FROM sales_months
     WHERE region_id = :region_id
     UNION ALL
    SELECT 'sales_months', month, product_id, region_id, channel_id, 0, quantity, 0, value
      FROM placed
     UNION ALL
    SELECT 'sales_weeks', CAST(week AS TEXT), product_id, region_id, channel_id, quantity, 0, value, 0
      FROM sales_weeks
     WHERE region_id = :region_id
     UNION ALL
    SELECT 'sales_weeks', CAST(week AS TEXT), product_id, region_id, channel_id, 0, quantity, 0, value
      FROM placed
     UNION ALL
    SELECT 'sales_days', CAST(day AS TEXT), CASE WHEN own THEN 1 ELSE 0 END, region_id, 0, quantity, 0, value, 0
      FROM sales_days
     WHERE region_id = :region_id
     UNION ALL
    SELECT 'sales_days', CAST(day AS TEXT), CASE WHEN own THEN 1 ELSE 0 END, region_id, 0, 0, quantity, 0, value
      FROM placed
)
SELECT sums,
       period,
       product_id,
       region_id,
       channel_id,
       CAST(SUM(stored_quantity) AS BIGINT) AS stored_quantity,
       CAST(SUM(right_quantity) AS BIGINT) AS right_quantity,
       CAST(SUM(stored_value) AS BIGINT) AS stored_value,
       CAST(SUM(right_value) AS BIGINT) AS right_value
  FROM both_sides
 GROUP BY sums, period, product_id, region_id, channel_id
HAVING SUM(stored_quantity) <> SUM(right_quantity) OR SUM(stored_value) <> SUM(right_value)
 ORDER BY sums, period, product_id, region_id, channel_id
