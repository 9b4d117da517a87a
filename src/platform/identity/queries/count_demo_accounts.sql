-- @one
-- Accounts whose password is printed in public.
SELECT count(*) AS total
  FROM accounts
 WHERE accounts.demo_password
