#!/usr/bin/env bash
# The tests of a minute: pure libraries and architecture. Arguments go to the test runner.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
. scripts/needs.sh
need_dotnet
for project in Skills Agents Files Architecture; do
  dotnet build "tests/OmniForge.$project.Tests" --nologo -v q -clp:NoSummary
done
code=0
for project in Skills Agents Files Architecture; do
  dotnet test --project "tests/OmniForge.$project.Tests" --no-build --ignore-exit-code 8 "$@" || code=$?
done
exit $code
