#!/usr/bin/env bash
# Builds and runs the sample; ends with one line: N passed, N failed.
set -euo pipefail
cd "$(dirname "$0")"
passed=0 failed=0
check() { # name, condition
  if eval "$2"; then passed=$((passed + 1)); echo "ok   $1"; else failed=$((failed + 1)); echo "FAIL $1"; fi
}
output=$(dotnet run --nologo --verbosity quiet 2>&1) && code=0 || code=$?
echo "$output"
report=$(sed -n 's/^run: .* report in //p' <<<"$output")
check 'it ends well' '[ "$code" = 0 ]'
check 'the dry run predicts the report' 'grep -q "^dry run: .*output/at-risk.md" <<<"$output"'
check 'the dry run writes nothing' 'grep -q "^dry run: passed, files written: 0$" <<<"$output"'
check 'the run writes the report' '[ -s "$report" ]'
check 'every project at risk is in it' '[ "$(grep -c "^| " "$report")" -ge "$(grep -c ",At risk," ../projects.csv)" ]'
[ -n "$report" ] && rm -rf "$(dirname "$(dirname "$report")")"
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
