-- @one
SELECT COALESCE(TO_CHAR(MIN(s.day), 'YYYY-MM-DD'), '') AS text FROM sales_days s
WHERE s.day > CAST(:day AS DATE) AND s.day < CAST(:end_day AS DATE) AND {{visible:s}}
