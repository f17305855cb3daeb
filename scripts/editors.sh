#!/usr/bin/env bash
# The configurations of docs/editors.md in the real editors, headless. The server is the one that OMNIFORGE_LANGUAGE_SERVER names.
# editors.sh neovim | emacs
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
. scripts/needs.sh

work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
mkdir -p "$work/bin" "$work/skills/weekly-report" "$work/home"
server="${OMNIFORGE_LANGUAGE_SERVER:-$PWD/artifacts/bin/OmniForge.LanguageServer/debug/omniforge-language-server}"
ln -s "$server" "$work/bin/omniforge-language-server"
export PATH="$work/bin:$PATH" HOME="$work/home" OMNIFORGE_HOME="$work/home" SKILL="$work/skills/weekly-report/SKILL.md"
printf -- '---\nname: weekly-report\ndescription: Reports late projects.\nmodle: inherit\n---\n\nDo it.\n' >"$SKILL"

# block LANGUAGE: the first block of the document in that language
block() { awk -v fence="\`\`\`$1" '$0 == fence { on = 1; next } /^```/ { on = 0 } on' docs/editors.md; }

case "${1:-}" in
  neovim)
    command -v nvim >/dev/null || install_debian "The Neovim test" neovim
    block lua >"$work/config.lua"
    CONFIG="$work/config.lua" timeout 300 nvim --headless -u NONE -i NONE -c "luafile tests/editors/neovim.lua"
    ;;
  emacs)
    command -v emacs >/dev/null && [ -e /usr/share/emacs/site-lisp/elpa-src ] || install_debian "The Emacs test" emacs-nox elpa-eglot
    block elisp >"$work/config.el"
    CONFIG="$work/config.el" timeout 300 emacs --batch -f package-initialize -l tests/editors/emacs.el
    ;;
  *)
    echo "editors.sh neovim | emacs" >&2
    exit 2
    ;;
esac
