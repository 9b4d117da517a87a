#!/usr/bin/env bash
# with_server.sh COMMAND…   Runs COMMAND beside a server of a fresh small demo company, whose last
# month is open. BIHUAN names the program. COMMAND finds the server's address in BIHUAN_URL and an
# account of it in BIHUAN_LOGIN and BIHUAN_PASSWORD; nothing is left behind.
set -euo pipefail
: "${BIHUAN:?names the program}"
folder=$(mktemp -d /tmp/bihuan-server.XXXXXX)
server=
stop() {
  [ -z "$server" ] || { kill "$server" && wait "$server"; } 2>/dev/null || true
  rm -rf "$folder"
}
trap stop EXIT
trap 'exit 130' INT TERM
company=$folder/company.db
"$BIHUAN" demo --size small --company "$company" --json >"$folder/demo.json"
field() { python3 -c 'import json, sys; print(json.load(open(sys.argv[1]))[sys.argv[2]])' "$folder/demo.json" "$1"; }
BIHUAN_PASSWORD=$(field password)
BIHUAN_MONTH=$(field last_month)
# The months before are closed, so that there is a last plan to compare with.
for back in 2 1; do
  month=$(date -u -d "$BIHUAN_MONTH-01 -$back month" +%Y-%m)
  "$BIHUAN" close "$month" --company "$company" >"$folder/close.log" 2>&1 ||
    { cat "$folder/close.log" >&2; exit 1; }
done
port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
"$BIHUAN" run --company "$company" --port "$port" >"$folder/server.log" 2>&1 &
server=$!
export BIHUAN_URL=http://127.0.0.1:$port BIHUAN_LOGIN=${BIHUAN_LOGIN:-marketing_manager}
export BIHUAN_PASSWORD BIHUAN_MONTH
python3 - "$BIHUAN_URL/healthz" <<'PY' || { cat "$folder/server.log" >&2; exit 1; }
import sys, time, urllib.request
for _ in range(200):
    try:
        urllib.request.urlopen(sys.argv[1], timeout=2)
        sys.exit(0)
    except OSError:
        time.sleep(0.1)
sys.exit("The server did not answer.")
PY
"$@" || { code=$?; tail -n 10 "$folder/server.log" >&2; exit $code; }
