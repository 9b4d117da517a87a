-- @exec
-- @param person_id            @id
-- @param login                @text
-- @param password_hash        @text
-- @param demo_password        @flag
-- @param must_change_password @flag
-- @param changed_at           @instant
-- A person's account, new or with a new name and password.
INSERT INTO accounts (person_id, login, password_hash, demo_password, must_change_password, changed_at)
VALUES (:person_id, :login, :password_hash, :demo_password, :must_change_password, :changed_at)
    ON CONFLICT (person_id) DO UPDATE
   SET login = excluded.login,
       password_hash = excluded.password_hash,
       demo_password = excluded.demo_password,
       must_change_password = excluded.must_change_password,
       changed_at = excluded.changed_at
