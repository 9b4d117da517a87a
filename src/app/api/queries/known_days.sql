-- @one
-- The first and the last day with sell-out that the viewer sees, and whether the month before
-- :month has been published.
-- @param month @month
SELECT (SELECT sales_days.day
          FROM sales_days
         WHERE {{visible:sales_days}}
         ORDER BY sales_days.day
         LIMIT 1) AS first_day,
       (SELECT sales_days.day
          FROM sales_days
         WHERE {{visible:sales_days}}
         ORDER BY sales_days.day DESC
         LIMIT 1) AS last_day,
       EXISTS (SELECT 1
                 FROM month_steps
                WHERE month_steps.scenario_id = 1
                  AND month_steps.month = :month
                  AND month_steps.step = 'publish'
                  AND month_steps.status = 'done') AS published
