#!/usr/bin/env bash
# artifacts/publish/omniforge and omniforge-language-server (native) and artifacts/publish/server/omniforge-server (needs
# the ASP.NET Core runtime). With arguments only these parts: server, cli, language-server.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
. scripts/needs.sh
need_dotnet
need_native_compiler
case "$(uname -s)-$(uname -m)" in
  Linux-x86_64) runtime=linux-x64 ;;
  Linux-aarch64) runtime=linux-arm64 ;;
  Darwin-arm64) runtime=osx-arm64 ;;
  Darwin-x86_64) runtime=osx-x64 ;;
  *)
    echo "No native build is known for $(uname -s) on $(uname -m)." >&2
    exit 2
    ;;
esac
[ $# -gt 0 ] || set -- server cli language-server
native() {
  dotnet publish "src/$1" -c Release --nologo -v q -r "$runtime" -p:PublishAot=true -o artifacts/publish/native
  mv "artifacts/publish/native/$2" "artifacts/publish/$2"
  rm -rf artifacts/publish/native
}
for part in "$@"; do
  case "$part" in
    server)
      rm -rf artifacts/publish/server
      dotnet publish src/OmniForge.Server -c Release --nologo -v q -r "$runtime" --self-contained false \
        -p:PublishReadyToRun=true -o artifacts/publish/server
      ls -l artifacts/publish/server/omniforge-server
      ;;
    cli)
      native OmniForge.Cli omniforge
      ls -l artifacts/publish/omniforge
      ;;
    language-server)
      native OmniForge.LanguageServer omniforge-language-server
      ls -l artifacts/publish/omniforge-language-server
      ;;
    *)
      echo "./dev publish [server] [cli] [language-server]" >&2
      exit 2
      ;;
  esac
done
