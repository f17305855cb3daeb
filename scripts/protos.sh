#!/usr/bin/env bash
# Lints protos/ and compares it with the last released contract. The google files that ours import come from the
# NuGet package that the build uses; no third-party proto is committed.
# With the argument `release` the present contract becomes the released one.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
. scripts/needs.sh
need_dotnet
need_node_tools

package="$(dotnet msbuild src/OmniForge.Protocol -getProperty:PkgGoogle_Api_CommonProtos)"
rm -rf artifacts/protos-google
mkdir -p artifacts/protos-google/google
cp -r "$package/content/protos/google/api" "$package/content/protos/google/rpc" artifacts/protos-google/google/

buf=artifacts/node/node_modules/.bin/buf
if [ "${1:-}" = release ]; then
  "$buf" build protos --exclude-source-info -o protos/released.binpb
  exit
fi
"$buf" lint
if [ -e protos/released.binpb ]; then
  "$buf" breaking protos --against protos/released.binpb
else
  echo "No released contract yet: breaking changes are not checked."
fi
