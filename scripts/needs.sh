# What the scripts need besides this repository. Sourced. As root on a Debian system the missing part is installed;
# otherwise the script says exactly what to install and ends with 2.

need_dotnet() {
  command -v dotnet >/dev/null && return
  echo "The .NET 10 SDK is missing: install it so that 'dotnet' is on the PATH. global.json names the version." >&2
  exit 2
}

# install_debian WHY PACKAGE...
install_debian() {
  local why="$1"
  shift
  if [ "$(id -u)" -ne 0 ] || ! command -v apt-get >/dev/null; then
    echo "$why needs: $*" >&2
    echo "On Debian or Ubuntu: sudo apt-get install $*" >&2
    exit 2
  fi
  echo "Installing $* ($why) ..." >&2
  mkdir -p artifacts
  # The package's own cluster is not wanted and nothing may ask a question.
  if ! { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@"; } \
    </dev/null >artifacts/install.log 2>&1; then
    tail -n 20 artifacts/install.log >&2
    echo "Could not install $*; the whole output is in artifacts/install.log." >&2
    exit 2
  fi
}

# Prints the folder with initdb and pg_ctl, or nothing. Debian does not put them on the PATH.
postgres_bin() {
  local found
  for found in /usr/lib/postgresql/*/bin/initdb; do :; done
  [ -x "$found" ] || found="$(command -v initdb || true)"
  [ -z "$found" ] || dirname "$found"
}

need_postgres() {
  [ -n "$(postgres_bin)" ] || install_debian "The tests on PostgreSQL" postgresql
}

# Sets the clock of one process. A test skips, and says so, where it is missing.
need_faketime() {
  [ -e /usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1 ] || (install_debian "The test with a clock that is set by an hour" faketime) || true
}

# The walls around commands. Tests skip, and say so, where they are missing.
need_bubblewrap() {
  [ "$(uname -s)" != Linux ] || command -v bwrap >/dev/null || (install_debian "The tests of commands" bubblewrap) || true
}

need_node() {
  command -v node >/dev/null && command -v npm >/dev/null || install_debian "The contract checks and the Node sample" nodejs npm
}

# The linker and the library that NativeAOT asks for.
need_native_compiler() {
  [ "$(uname -s)" = Linux ] || return 0
  command -v clang >/dev/null && [ -e /usr/include/zlib.h ] || install_debian "The native command line" clang zlib1g-dev
}

# The node tools of scripts/node, installed once per list. Exact versions without a lock file, because the binaries
# for other systems need not be obtainable here. No package may run a script of its own.
need_node_tools() { install_node_list node; }

# The programs that benchmarks run beside ours.
need_peers() { install_node_list peers; }

# Engines of durable execution that ours is measured beside.
need_engines() { install_node_list engines; }

# install_node_list NAME: scripts/NAME/package.json into artifacts/NAME
install_node_list() {
  need_node
  local list="scripts/$1/package.json" home="artifacts/$1"
  cmp -s "$list" "$home/installed.json" && return
  mkdir -p "$home"
  cp "$list" "$home/"
  npm install --prefix "$home" --no-package-lock --ignore-scripts --no-audit --no-fund --loglevel error >&2 || {
    echo "npm could not install the packages of $list." >&2
    exit 2
  }
  cp "$home/package.json" "$home/installed.json"
}
