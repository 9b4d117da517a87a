-- @exec
-- @param person_id     @id
-- @param login         @text
-- @param password_hash @text
-- @param demo_password @flag
-- @param changed_at    @instant
-- A person's account, new or with a new name and password; it is open again.
INSERT INTO accounts (person_id, login, password_hash, demo_password, failed_attempts, locked_until, changed_at)
VALUES (:person_id, :login, :password_hash, :demo_password, 0, NULL, :changed_at)
    ON CONFLICT (person_id) DO UPDATE
   SET login = excluded.login,
       password_hash = excluded.password_hash,
       demo_password = excluded.demo_password,
       failed_attempts = 0,
       locked_until = NULL,
       changed_at = excluded.changed_at
