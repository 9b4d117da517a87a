# Shared by the commands of script/; sourced, not run. Leaves the caller in the repository's root.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
ROOT=$PWD
JOBS=${JOBS:-$(nproc)}
PATH="$ROOT/.cache/node/node_modules/.bin:$PATH"
# One compiler cache for every clone: paths inside the tree do not matter.
CCACHE_BASEDIR=$ROOT
CCACHE_NOHASHDIR=1
export ROOT JOBS PATH CCACHE_BASEDIR CCACHE_NOHASHDIR

say() { printf '\033[1m== %s\033[0m\n' "$*"; }
complain() { printf '%s\n' "$*" >&2; }

# Runs a command silently; shows its last lines only when it fails.
quietly() {
  local log
  log=$(mktemp)
  if "$@" >"$log" 2>&1; then rm -f "$log"; else
    local code=$?
    complain "Failed: $*"
    tail -n 60 "$log" >&2
    rm -f "$log"
    return "$code"
  fi
}

# configure FOLDER [cmake options]: a build folder, configured once and again when options change.
configure() {
  local folder=$1
  shift
  local wanted="$* $(cat CMakePresets.json | cksum)"
  if [ ! -f "$folder/build.ninja" ] || [ "$(cat "$folder/.options" 2>/dev/null)" != "$wanted" ]; then
    quietly cmake -S . -B "$folder" -G Ninja "$@"
    printf '%s' "$wanted" >"$folder/.options"
  fi
}

# Builds web/dist when a source is newer than it. Without a web folder there is nothing to do.
build_web() {
  [ -f web/package.json ] || return 0
  if [ -f web/dist/index.html ] &&
    [ -z "$(find web -path web/node_modules -prune -o -path web/dist -prune -o \
      -path web/test-results -prune -o -type f -newer web/dist/index.html -print -quit)" ]; then
    return 0
  fi
  say "Building the web client"
  (cd web && quietly npm run build)
}
