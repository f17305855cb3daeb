#!/usr/bin/env bash
# artifacts/publish/omniforge-VERSION-linux-x64.vsix: the VS Code extension with the native language server inside.
# Installs without a network: code --install-extension FILE
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
. scripts/needs.sh
. scripts/editors/install.sh
need_node
need_editor_tools
need_extension_packages

server=artifacts/publish/omniforge-language-server
if [ ! -x "$server" ] || [ -n "$(find src/OmniForge.LanguageServer src/OmniForge.Skills src/OmniForge.Files src/OmniForge.Client src/OmniForge.Protocol \
  src/OmniForge.Agents protos Directory.*.props global.json -newer "$server" -type f -not -path '*/obj/*' -not -path '*/bin/*' -print -quit)" ]; then
  mkdir -p artifacts/publish
  touch artifacts/publish/began
  bash scripts/publish.sh language-server >&2
  # What was up to date already keeps its old time; what was changed meanwhile is newer than this.
  touch -r artifacts/publish/began "$server"
fi

export PATH="$editors_node:$PATH"
version="$(node -p 'require("./editors/vscode/package.json").version')"
stage=artifacts/vsix
rm -rf "$stage"
mkdir -p "$stage" artifacts/publish
(cd editors/vscode && node_modules/.bin/tsc --noEmit && node esbuild.mjs)
cp -r editors/vscode/{package.json,README.md,.vscodeignore,media,snippets,dist} "$stage/"
cp LICENSE "$stage/LICENSE"
mkdir "$stage/server"
cp "$server" "$stage/server/"
chmod 755 "$stage/server/omniforge-language-server"
# The dependencies are in the bundle; what is developed with does not belong into the manifest that people get.
node -e '
  const fs = require("fs"), file = process.argv[1], manifest = JSON.parse(fs.readFileSync(file, "utf8"));
  delete manifest.devDependencies;
  delete manifest.scripts;
  fs.writeFileSync(file, JSON.stringify(manifest, null, 2) + "\n");' "$stage/package.json"
vsix="$PWD/artifacts/publish/omniforge-$version-linux-x64.vsix"
(cd "$stage" && "$editors/node_modules/.bin/vsce" package --no-dependencies --target linux-x64 --allow-missing-repository --out "$vsix" >"$editors/vsce.log" 2>&1) || {
  cat "$editors/vsce.log" >&2
  exit 1
}
ls -l "$vsix"
