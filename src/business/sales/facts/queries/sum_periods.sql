-- @many
-- Every month, week and day of which there are sums, each found from the one before it.
-- Unfiltered on purpose: the check of a whole company, by its administrator.
WITH RECURSIVE
months(period) AS (
    SELECT MIN(sales_months.month) FROM sales_months
     UNION ALL
    SELECT (SELECT MIN(sales_months.month) FROM sales_months WHERE sales_months.month > months.period)
      FROM months
     WHERE months.period IS NOT NULL
),
weeks(period) AS (
    SELECT MIN(sales_weeks.week) FROM sales_weeks
     UNION ALL
    SELECT (SELECT MIN(sales_weeks.week) FROM sales_weeks WHERE sales_weeks.week > weeks.period)
      FROM weeks
     WHERE weeks.period IS NOT NULL
),
days(period) AS (
    SELECT MIN(sales_days.day) FROM sales_days
     UNION ALL
    SELECT (SELECT MIN(sales_days.day) FROM sales_days WHERE sales_days.day > days.period)
      FROM days
     WHERE days.period IS NOT NULL
)
SELECT 'sales_months' AS sums, CAST(months.period AS TEXT) AS period FROM months WHERE months.period IS NOT NULL
 UNION ALL
SELECT 'sales_weeks', CAST(weeks.period AS TEXT) FROM weeks WHERE weeks.period IS NOT NULL
 UNION ALL
SELECT 'sales_days', CAST(days.period AS TEXT) FROM days WHERE days.period IS NOT NULL
 ORDER BY sums, period
