# Finds a Python that is new enough. Sourced by the other scripts; sets `python`.

find_python() {
  local name
  for name in ${PYTHON:-} python3.11 python3.12 python3.13 python3.14 python3; do
    if "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
      python=$name
      return
    fi
  done
  echo "Cần Python 3.11 trở lên. Trên Debian, Ubuntu: sudo apt-get install python3 python3-venv" >&2
  echo "(Python 3.11 or newer is needed.)" >&2
  exit 1
}

make_venv() { # FOLDER
  if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
    local version
    version=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
    echo "Thiếu mô-đun venv của Python. Hãy chạy: sudo apt-get install python3-venv (hoặc python$version-venv), rồi gõ lại lệnh make." >&2
    echo "(Python's venv module is missing; the package above has it.)" >&2
    exit 1
  fi
  "$python" -m venv --clear "$1"
}
