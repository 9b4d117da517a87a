-- @many
-- @param from @month
-- The months from one on whose close rests on facts, up to date or not. Of what-ifs nobody has to be told.
SELECT month_steps.month
  FROM month_steps
 WHERE month_steps.scenario_id = 1
   AND month_steps.step = 'forecast'
   AND month_steps.status IN ('done', 'stale')
   AND month_steps.month >= :from
 ORDER BY month_steps.month
