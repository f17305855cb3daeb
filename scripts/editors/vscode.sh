#!/usr/bin/env bash
# The VS Code extension: type check, unit tests, the .vsix, and what people see in the real editor.
# With arguments only these files of editors/vscode/e2e (without .test.mjs), on the .vsix that is there.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
. scripts/needs.sh
. scripts/editors/install.sh
need_editor_tools
need_extension_packages
need_chromium
export PATH="$editors_node:$PATH"
export OMNIFORGE_SERVER="${OMNIFORGE_SERVER:-$PWD/artifacts/bin/OmniForge.Server/debug/omniforge-server}"
[ -x "$OMNIFORGE_SERVER" ] || dotnet build src/OmniForge.Server -v q --nologo
export OMNIFORGE_CLI="${OMNIFORGE_CLI:-$PWD/artifacts/bin/OmniForge.Cli/debug/omniforge}"
[ -x "$OMNIFORGE_CLI" ] || dotnet build src/OmniForge.Cli -v q --nologo
export OMNIFORGE_DOUBLES="${OMNIFORGE_DOUBLES:-$PWD/artifacts/bin/OmniForge.Doubles/debug/omniforge-doubles}"
[ -x "$OMNIFORGE_DOUBLES" ] || dotnet build tests/OmniForge.Doubles -v q --nologo

if [ $# -eq 0 ]; then
  (cd editors/vscode && node --test "test/*.test.ts")
  bash scripts/vsix.sh
  set -- $(cd editors/vscode/e2e && ls *.test.mjs 2>/dev/null | sed 's/\.test\.mjs$//')
fi

rm -rf artifacts/editors/failures
status=0
# One file after the other: an editor wants both cores.
for name in "$@"; do
  (cd editors/vscode && node --test "e2e/$name.test.mjs") || status=1
done
[ "$status" -eq 0 ] || echo "What the editor showed when it failed: artifacts/editors/failures/" >&2
exit "$status"
