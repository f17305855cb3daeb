#!/usr/bin/env bash
# Runs the Node client against the server of OMNIFORGE_URL (with OMNIFORGE_API_KEY), else against one it starts from the build output.
set -euo pipefail
cd "$(dirname "$0")"
if [ ! -d node_modules/@grpc/grpc-js ] || [ package-lock.json -nt node_modules ]; then
  npm ci --ignore-scripts --no-fund --no-audit --loglevel=error >&2
  touch node_modules
fi
exec node check.mjs
