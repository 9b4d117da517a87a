-- @many
SELECT t.region_id AS id, CAST(SUM(t.quantity) AS BIGINT) AS quantity,
       CAST(SUM(t.value) AS BIGINT) AS value,
       CAST(SUM(t.from_history) AS BIGINT) AS from_history,
       CAST(SUM(t.from_potential) AS BIGINT) AS from_potential,
       CAST(SUM(t.from_proposal) AS BIGINT) AS from_proposal,
       SUM(CAST(t.quantity AS DOUBLE PRECISION) / p.units_per_box) AS boxes
  FROM targets t
  JOIN products p ON p.id = t.product_id
 WHERE t.scenario_id = :scenario_id
   AND t.month = :month
   AND t.target_month = :target_month
   AND (CAST(:region_id AS BIGINT) = 0
        OR t.region_id IN (SELECT rp.region_id
                             FROM region_paths rp
                            WHERE rp.ancestor_id = :region_id))
   AND {{visible:t}}
 GROUP BY t.region_id
 ORDER BY t.region_id
