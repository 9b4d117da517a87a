-- @one
SELECT COALESCE(MIN(s.day), '') AS text FROM sales_days s WHERE s.day > :day AND s.day < :end_day AND {{visible:s}}
