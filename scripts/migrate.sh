#!/usr/bin/env bash
# Writes one migration for SQLite and one for PostgreSQL from the same model.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
. scripts/needs.sh
need_dotnet
if [ $# -ne 1 ]; then
  echo "./dev migrate NAME, for example ./dev migrate AddSchedules" >&2
  exit 2
fi
dotnet tool restore >/dev/null
dotnet build src/OmniForge.Server --nologo -v q -clp:NoSummary
for provider in Sqlite Postgres; do
  dotnet ef migrations add "$1" --no-build --project src/OmniForge.Server \
    --context "${provider}ForgeDb" --output-dir "Storage/Migrations/$provider"
done
