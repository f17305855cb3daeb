#!/usr/bin/env bash
# Runs the tests with their golden files open for writing. A difference nobody can explain does not land.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
. scripts/needs.sh
. scripts/postgres.sh
need_dotnet
need_postgres
trap stop_postgres EXIT
start_postgres
dotnet build OmniForge.sln --nologo -v q -clp:NoSummary
OMNIFORGE_GOLDENS=rewrite dotnet test --solution OmniForge.sln --no-build --ignore-exit-code 8
git status --short -- tests samples docs
