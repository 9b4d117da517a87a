-- @many
-- @param first_day @day
-- @param end_day @day
-- Unfiltered on purpose: a document is compiled for everybody; each reader is shown their part.
SELECT pr.id, pr.code, pr.name, pr.mechanic, pr.first_day, pr.last_day, pr.depth, pr.budget, pr.region_ids
  FROM promotions pr
 WHERE pr.status = 'approved' AND pr.first_day < :end_day AND pr.last_day >= :first_day
 ORDER BY pr.first_day, pr.code
