#!/usr/bin/env bash
# Everything CI checks. The last line is 'N passed, N failed': tests from their TRX files plus one per check below.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 MSBUILDDISABLENODEREUSE=1
. scripts/needs.sh
. scripts/postgres.sh
. scripts/totals.sh

results=artifacts/test-results
rm -rf "$results"
mkdir -p "$results"

# A signal may arrive inside a command whose output goes to a file; the closing line must not follow it there.
exec 3>&1 4>&2
ended() {
  local code=$?
  exec 1>&3 2>&4
  stop_postgres
  print_skips "$results"
  print_failures "$results"
  totals "$results" "$code"
}
trap ended EXIT
trap 'exit 130' INT TERM

build() {
  dotnet build OmniForge.sln --nologo -v q -clp:NoSummary >"$results/build.log" 2>&1 && return
  grep -E ': (error|warning)' "$results/build.log" | sort -u | head -n 50
  return 1
}

# The build enforces the style rules; this is the white space it does not look at.
formatted() { dotnet format whitespace . --folder --verify-no-changes --include src/ tests/ benchmarks/ samples/; }

# Whoever starts this in the background makes it ignore Ctrl-C, and every program below it; some tests are about Ctrl-C.
heeding=()
if env --default-signal=INT true 2>/dev/null; then heeding=(env --default-signal=INT); fi

tests() {
  "${heeding[@]}" dotnet test --solution OmniForge.sln --no-build --results-directory "$results" --report-xunit-trx \
    --coverage --coverage-output-format cobertura --coverage-settings "$PWD/scripts/coverage.xml" \
    --ignore-exit-code 8 --timeout 40m
  local code=$? reports projects
  reports=$(find "$results" -name '*.trx' | wc -l)
  projects=$(find tests -maxdepth 1 -name '*.Tests' | wc -l)
  # Whoever ends the tests from outside gets a clean exit code.
  [ "$reports" -ge "$projects" ] || { echo "$reports of $projects test projects reported"; return 1; }
  # A failed test is counted by its TRX file; anything else that went wrong is counted here.
  [ "$code" -eq 0 ] || { [ "$code" -eq 2 ] && [ "$(count failed "$results")" -gt 0 ]; }
}

# A sample is executed by its check.sh, which ends with 0 when the sample did what its text promises.
samples() {
  local sample
  export OMNIFORGE_SERVER="$PWD/artifacts/bin/OmniForge.Server/debug/omniforge-server"
  export OMNIFORGE_CLI="$PWD/artifacts/bin/OmniForge.Cli/debug/omniforge"
  for sample in samples/*/check.sh; do
    [ -e "$sample" ] || continue
    check "$(dirname "$sample")" bash "$sample"
  done
}

# The native programs answer exactly as the ones the tests ran.
native() {
  need_native_compiler
  bash scripts/publish.sh cli language-server >"$results/publish.log" 2>&1 || {
    tail -n 30 "$results/publish.log"
    return 1
  }
}

native_language_server() {
  OMNIFORGE_LANGUAGE_SERVER="$PWD/artifacts/publish/omniforge-language-server" \
    artifacts/bin/OmniForge.LanguageServer.Tests/debug/OmniForge.LanguageServer.Tests -noLogo -noColor
}

native_lint() { artifacts/publish/omniforge lint samples/ && artifacts/publish/omniforge lint --explain OF3012 >/dev/null; }

# What the native server answers, judged by the protocol's own types and by real editors; and the platform's own pages in a browser.
editors() {
  export OMNIFORGE_LANGUAGE_SERVER="$PWD/artifacts/publish/omniforge-language-server"
  check "protocol types" node tests/editors/shapes.mjs "$OMNIFORGE_LANGUAGE_SERVER" artifacts/node/node_modules
  check "Neovim" bash scripts/editors.sh neovim
  check "Emacs" bash scripts/editors.sh emacs
  check "VS Code" bash scripts/editors/vscode.sh
  check "pages in a browser" bash scripts/pages.sh
  unset OMNIFORGE_LANGUAGE_SERVER
}

need_dotnet
need_postgres
need_faketime
need_bubblewrap
need_node_tools
check "build" build || exit 1
check "format" formatted
check "contract (buf)" bash scripts/protos.sh
check "PostgreSQL starts" start_postgres || exit 1
check "every test reported" tests
samples
if check "native programs" native; then
  check "native language server" native_language_server
  check "native lint" native_lint
  editors
fi
# What people say is still understood: at least 97 of 100 lines, and never a yes or a time that was not said.
evaluation() { artifacts/bin/OmniForge.Evaluation/debug/OmniForge.Evaluation --offline; }
check "evaluation" evaluation
check "coverage" node scripts/coverage.mjs "$results" 80
[ "$checks_failed" -eq 0 ]
