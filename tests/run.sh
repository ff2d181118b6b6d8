#!/usr/bin/env bash
# Installs what the tests need on a bare Debian machine, starts the servers, builds everything and runs every test project.
# The last line is the sum: N passed, N failed, N skipped. Arguments, if any, name test projects: tests/run.sh Billing Browser
set -uo pipefail
cd "$(dirname "$0")/.."

results=$(mktemp -d)
export TESTS_ARTIFACTS="${TESTS_ARTIFACTS:-$results}"
stop() {
  tests/postgres.sh stop > /dev/null 2>&1
  # Tests that were cut short have left their servers running.
  for home in $(cat "$TESTS_ARTIFACTS"/cluster-home* 2> /dev/null); do
    if [ -f "$home/settings" ]; then CLUSTER_HOME="$home" deploy/cluster.sh purge > /dev/null 2>&1; fi
  done
  if [ "$TESTS_ARTIFACTS" = "$results" ]; then rm -rf "$results"; fi
}
trap stop EXIT

tests/install.sh || exit 1
TEST_POSTGRES=$(tests/postgres.sh start) || { echo "PostgreSQL did not start"; exit 1; }
export TEST_POSTGRES
# Many short-lived processes on few cores: what would pay only in a long life is left out. A method is compiled a second time after 0x1000 calls
# instead of 30, which in the first seconds of a process is a third of its processor time; and threads without work sleep at once.
export DOTNET_TieredPGO=0 DOTNET_gcServer=0 DOTNET_TC_CallCountThreshold=1000 DOTNET_ThreadPool_UnfairSemaphoreSpinLimit=0

# One compiler for all projects saves most of the time; it ends with the build.
dotnet build Subscriptions.sln --configuration Release --nologo --verbosity quiet -p:UseSharedCompilation=true || exit 1
dotnet build-server shutdown --vbcscompiler > /dev/null 2>&1
tests/ready-to-run.sh Release

if [ $# -gt 0 ]; then names=("$@"); else
  names=()
  for project in tests/*/*.csproj; do
    grep -q 'Microsoft.NET.Test.Sdk' "$project" && names+=("$(basename "$(dirname "$project")")")
  done
fi

# One project: its output into a file, so that several may run at once.
run() {
  local TIMEFORMAT="   %0R s, %0U + %0S s of the processors"
  {
    echo "== $1"
    # The assembly, not the project: what MSBuild would find out costs seconds each time. A shell lets what it starts beside it ignore SIGINT,
    # and so would the programs that the tests start and stop.
    time env --default-signal=INT dotnet test "$(ls tests/"$1"/bin/Release/net10.0/"$1"{.Tests,}.dll 2> /dev/null | head -1)" --nologo --logger "trx;LogFileName=$1.trx" --results-directory "$results" \
      --blame-hang-timeout 4m --blame-hang-dump-type none
  } > "$results/$1.log" 2>&1
  cat "$results/$1.log"
}

# The runner and its host sometimes do not find each other: then no test has begun, and it is tried once more.
begun() {
  run "$1"
  if grep -q "Failed to negotiate protocol" "$results/$1.log"; then run "$1"; fi
}

# Two at a time on two cores: with more, whoever waits for a time-out waits in vain. The longest begin first, so that none is left over at the
# end; the cluster, which waits most for its servers, and the browser not together.
longest=(Cluster Scenarios Browser Billing Standalone ServiceDefaults Subscriptions)
queue=()
has() { [[ " ${*:2} " == *" $1 "* ]]; }
for name in "${longest[@]}"; do has "$name" "${names[@]}" && queue+=("$name"); done
for name in "${names[@]}"; do has "$name" "${longest[@]}" || queue+=("$name"); done
for name in "${queue[@]}"; do
  while [ "$(jobs -rp | wc -l)" -ge 2 ]; do wait -n; done
  begun "$name" &
done
wait
if [ -f "$TESTS_ARTIFACTS/recovery.txt" ]; then
  echo "== Times to recover"
  cat "$TESTS_ARTIFACTS/recovery.txt"
fi

passed=0 failed=0 skipped=0 broken=0
for name in "${names[@]}"; do
  # A run that was cut short says so in its outcome, whatever it counted before.
  counters=$(grep -o '<Counters [^>]*' "$results/$name.trx" 2> /dev/null)
  if [ -z "$counters" ] || ! grep -q '<ResultSummary outcome="\(Completed\|Failed\)"' "$results/$name.trx"; then
    echo "$name did not finish"
    broken=1
  fi
  [ -n "$counters" ] || continue
  count() { sed -n "s/.* $1=\"\([0-9]*\)\".*/\1/p" <<< "$counters"; }
  passed=$((passed + $(count passed)))
  failed=$((failed + $(count failed)))
  skipped=$((skipped + $(count total) - $(count executed)))
done

echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ] && [ "$broken" -eq 0 ] && [ "$passed" -gt 0 ]
