-- @one
SELECT COALESCE(MIN(s.month), '') AS text FROM sales_months s
WHERE s.month <= :last_month AND {{visible:s}}
