-- @one
-- Whether PostgreSQL takes writes at present.
-- Not counted: PostgreSQL alone, and outside of any session; trouble_test.cpp runs it.
SELECT current_setting('transaction_read_only') AS read_only
