#!/usr/bin/env bash
# Run the tests on other versions of Python: each must be on the PATH, or among pyenv's versions.
set -euo pipefail

find_python() {
  local name="python$1" found
  for found in "$(command -v "$name" || true)" "${PYENV_ROOT:-$HOME/.pyenv}"/versions/"$1".*/bin/"$name"; do
    if [ -x "$found" ] && "$found" -c 'pass' 2>/dev/null; then
      echo "$found"
      return
    fi
  done
  echo "versions: no working $name on the PATH or among pyenv's versions" >&2
  return 1
}

for version in "$@"; do
  python=$(find_python "$version")
  echo "== Python $version"
  make --no-print-directory unit PYTHON="$python" VENV=".venvs/$version"
done
