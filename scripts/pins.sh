#!/usr/bin/env bash
# Writes requirements.txt: the newest versions that requirements.in allows, and all that they need, in a fresh environment.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/python.sh

find_python
make_venv build/pins
build/pins/bin/python -m pip install -qq --disable-pip-version-check --requirement requirements.in
{
  echo "# made by \`make pins\` from requirements.in; don't edit"
  build/pins/bin/python -m pip freeze --all --disable-pip-version-check | grep -vE '^(pip|wheel)=='
} >build/requirements.txt
mv build/requirements.txt requirements.txt
rm -rf build/pins
echo "requirements.txt: $(grep -c == requirements.txt) packages"
