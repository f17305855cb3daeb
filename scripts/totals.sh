# Counting of checks and tests for scripts/test.sh. Sourced.

checks_passed=0
checks_failed=0
failed_checks=()

# check NAME COMMAND...: runs the command, counts it and says how long it took.
check() {
  local name="$1" began=$SECONDS
  shift
  printf '\n== %s\n' "$name"
  # 3 and 4 are the script's own output: a server that a command leaves behind must not hold them open.
  if "$@" 3>&- 4>&-; then
    checks_passed=$((checks_passed + 1))
    printf '== %s: passed (%ss)\n' "$name" $((SECONDS - began))
  else
    checks_failed=$((checks_failed + 1))
    failed_checks+=("$name")
    printf '== %s: FAILED (%ss)\n' "$name" $((SECONDS - began))
    return 1
  fi
}

# count COUNTER FOLDER: the sum of one counter over the TRX files of a folder.
count() {
  { grep -ho '<Counters [^>]*' "$2"/*.trx 2>/dev/null || true; } | sed -n "s/.* $1=\"\([0-9]*\)\".*/\1/p" | awk '{ sum += $1 } END { print sum + 0 }'
}

print_skips() {
  local skipped
  skipped="$(count notExecuted "$1")"
  [ "$skipped" -gt 0 ] || return 0
  printf '\n%s skipped:\n' "$skipped"
  cat "$1"/*.trx | sed 's/<UnitTestResult /\n&/g; s/<TestDefinitions>/\n&/g' | grep 'outcome="NotExecuted"' |
    sed -E 's/.*testName="([^"]*)".*<StdOut>(.*)<\/StdOut>.*/  \1: \2/'
}

# What failed stands once more at the end: a log that is kept in part is kept from its end.
print_failures() {
  local name
  cat "$1"/*.trx 2>/dev/null | tr '\n' ' ' | sed 's/<UnitTestResult /\n&/g; s/<TestDefinitions>/\n&/g' |
    grep -E '^<UnitTestResult .*outcome="(Failed|Error|Timeout)"' |
    sed -E 's/.*testName="([^"]*)".*<Message>(.{0,600}).*/failed: \1: \2/; s/<\/Message>.*//; s/^<UnitTestResult .*testName="([^"]*)".*/failed: \1/'
  for name in "${failed_checks[@]}"; do printf 'failed: %s\n' "$name"; done
}

# totals FOLDER CODE: prints the closing line and ends the script. CODE is what the script was about to end with.
totals() {
  local passed failed
  passed=$(($(count passed "$1") + checks_passed))
  failed=$(($(count failed "$1") + $(count error "$1") + $(count timeout "$1") + checks_failed))
  # Ended early, by a signal or a missing need: that is a failure even when no check says so.
  [ "$2" -eq 0 ] || [ "$failed" -gt 0 ] || failed=1
  [ "$failed" -eq 0 ] || [ "$2" -ne 0 ] || set -- "$1" 1
  printf '\n%s passed, %s failed\n' "$passed" "$failed"
  trap - EXIT
  exit "$2"
}
