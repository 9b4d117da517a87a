#!/usr/bin/env bash
# with_postgres.sh COMMAND…   Runs COMMAND beside a temporary PostgreSQL 15 cluster that listens on
# a socket only. BIHUAN_TEST_POSTGRES holds its address; nothing is left behind.
set -euo pipefail
bin=${BIHUAN_POSTGRES_BIN:-/usr/lib/postgresql/15/bin}
if [ ! -x "$bin/initdb" ]; then
  echo "PostgreSQL 15 is not installed in $bin; script/bootstrap installs it." >&2
  exit 1
fi
folder=$(mktemp -d /tmp/bihuan-pg.XXXXXX)
owner=$(id -un)
run=()
if [ "$(id -u)" = 0 ]; then  # initdb refuses root
  owner=postgres
  id postgres >/dev/null 2>&1 || owner=nobody
  chown "$owner" "$folder"
  run=(setpriv "--reuid=$owner" "--regid=$(id -g "$owner")" --clear-groups)
fi
stop() {
  (cd / && "${run[@]}" "$bin/pg_ctl" -D "$folder/cluster" -m immediate -s stop) >/dev/null 2>&1 || true
  rm -rf "$folder"
}
trap stop EXIT
trap 'exit 130' INT TERM
(
  cd /
  "${run[@]}" "$bin/initdb" -D "$folder/cluster" -U postgres --auth=trust --no-sync \
    --encoding=UTF8 --locale=C >"$folder.log" 2>&1 || { cat "$folder.log" >&2; exit 1; }
  rm -f "$folder.log"
  cat >>"$folder/cluster/postgresql.conf" <<CONF
listen_addresses = ''
unix_socket_directories = '$folder'
fsync = off
synchronous_commit = off
full_page_writes = off
max_connections = 200
max_locks_per_transaction = 256
shared_buffers = 128MB
max_wal_size = 2GB
timezone = 'UTC'
CONF
  # One role that needs a password, for the tests of addresses.
  sed -i '1i local all with_password scram-sha-256' "$folder/cluster/pg_hba.conf"
  "${run[@]}" "$bin/pg_ctl" -D "$folder/cluster" -l "$folder/cluster/log" -w -s start ||
    { cat "$folder/cluster/log" >&2; exit 1; }
  "$bin/createdb" -h "$folder" -U postgres bihuan_test
  "$bin/psql" -h "$folder" -U postgres -q -c "CREATE ROLE with_password LOGIN PASSWORD 'geheim'" \
    bihuan_test
)
chmod 755 "$folder"
export BIHUAN_TEST_POSTGRES="postgres://postgres@/bihuan_test?host=$folder"
"$@"
