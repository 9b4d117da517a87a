-- @many
-- Every outlet that has facts, or that somebody gave some.
-- Unfiltered on purpose: the check of a whole company, by its administrator.
SELECT sell_out.outlet_id FROM sell_out
 UNION
SELECT sell_in.outlet_id FROM sell_in
 UNION
SELECT stocks.outlet_id FROM stocks
 ORDER BY outlet_id
