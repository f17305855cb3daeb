#!/usr/bin/env bash
# The heavy proofs in full: the same tests as always, with many more inputs. Arguments go to the test runner.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
. scripts/needs.sh
. scripts/postgres.sh
need_dotnet
need_postgres
need_faketime
trap stop_postgres EXIT
start_postgres
code=0
for project in Skills Agents Chaos; do
  dotnet build "tests/OmniForge.$project.Tests" -c Release --nologo -v q -clp:NoSummary
  OMNIFORGE_NIGHTLY=1 "artifacts/bin/OmniForge.$project.Tests/release/OmniForge.$project.Tests" -noLogo -noColor "$@" || code=$?
done
dotnet build tests/OmniForge.Server.Tests -c Release --nologo -v q -clp:NoSummary
OMNIFORGE_NIGHTLY=1 artifacts/bin/OmniForge.Server.Tests/release/OmniForge.Server.Tests -noLogo -noColor -class '*.SimulationTests' "$@" || code=$?
exit $code
