#!/usr/bin/env bash
# Runs one benchmark, or all. Prints one JSON object per line and measurement.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
. scripts/needs.sh
. scripts/postgres.sh
case "${1:-}" in
  server | executions | all) ;;
  *)
    echo "./dev bench server | executions | all" >&2
    exit 2
    ;;
esac
need_dotnet
need_postgres
trap stop_postgres EXIT
start_postgres
dotnet build src/OmniForge.Server -c Release --nologo -v q -clp:NoSummary >&2
export OMNIFORGE_SERVER="$PWD/artifacts/bin/OmniForge.Server/release/omniforge-server"
dotnet run -c Release --project benchmarks/OmniForge.Benchmarks -- "$@"
