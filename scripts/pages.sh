#!/usr/bin/env bash
# The server's own pages in a real browser. Builds what is missing.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
. scripts/needs.sh
. scripts/editors/install.sh
need_editor_tools
need_chromium
export PATH="$editors_node:$PATH"
for project in src/OmniForge.Server:omniforge-server src/OmniForge.Cli:omniforge tests/OmniForge.Doubles:omniforge-doubles; do
  folder="${project%%:*}"
  [ -x "artifacts/bin/$(basename "$folder")/debug/${project##*:}" ] || dotnet build "$folder" -v q --nologo
done
exec node --test "tests/pages/*.test.mjs"
