-- @many
-- Every outlet that has facts, or that somebody gave some, each found from the one before it.
-- Unfiltered on purpose: the check of a whole company, by its administrator.
WITH RECURSIVE
sold(outlet_id) AS (
    SELECT MIN(sell_out.outlet_id) FROM sell_out
     UNION ALL
    SELECT (SELECT MIN(sell_out.outlet_id) FROM sell_out WHERE sell_out.outlet_id > sold.outlet_id)
      FROM sold
     WHERE sold.outlet_id IS NOT NULL
),
bought(outlet_id) AS (
    SELECT MIN(sell_in.outlet_id) FROM sell_in
     UNION ALL
    SELECT (SELECT MIN(sell_in.outlet_id) FROM sell_in WHERE sell_in.outlet_id > bought.outlet_id)
      FROM bought
     WHERE bought.outlet_id IS NOT NULL
),
counted(outlet_id) AS (
    SELECT MIN(stocks.outlet_id) FROM stocks
     UNION ALL
    SELECT (SELECT MIN(stocks.outlet_id) FROM stocks WHERE stocks.outlet_id > counted.outlet_id)
      FROM counted
     WHERE counted.outlet_id IS NOT NULL
)
SELECT sold.outlet_id FROM sold WHERE sold.outlet_id IS NOT NULL
 UNION
SELECT bought.outlet_id FROM bought WHERE bought.outlet_id IS NOT NULL
 UNION
SELECT counted.outlet_id FROM counted WHERE counted.outlet_id IS NOT NULL
 ORDER BY outlet_id
