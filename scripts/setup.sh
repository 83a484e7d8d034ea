#!/usr/bin/env bash
# Makes .venv with the pinned libraries and the program, and installs what Debian packages hold: the Vietnamese data of the
# OCR engine, LibreOffice for old word processors' files, fonts for PDF files, Chromium in which the pages are tested. What
# is there already is left alone, so that it works again without a network.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/python.sh

known() { # PACKAGE...: the first of these that apt knows, or the first
  local name
  for name in "$@"; do
    if apt-cache show "$name" >/dev/null 2>&1; then
      echo "$name"
      return
    fi
  done
  echo "$1"
}

missing_packages() {
  tesseract --list-langs 2>/dev/null | grep -qx vie || echo tesseract-ocr tesseract-ocr-vie
  command -v soffice >/dev/null || known libreoffice-writer-nogui libreoffice-writer
  [ -e /usr/share/fonts/truetype/liberation2/LiberationSerif-Regular.ttf ] \
    || [ -e /usr/share/fonts/truetype/dejavu/DejaVuSerif-Italic.ttf ] || echo fonts-dejavu
  [ -x /usr/bin/chromium ] || echo chromium
}

system_packages() {
  local wanted
  wanted=$(missing_packages | xargs)
  [ -n "$wanted" ] || return 0
  if [ "$(id -u)" -ne 0 ] || ! command -v apt-get >/dev/null; then
    echo "Còn thiếu gói hệ thống (đọc ảnh quét, đọc .doc và .odt, phông chữ, thử các trang trong trình duyệt); các việc khác vẫn chạy. Để cài, gõ:"
    echo "  sudo apt-get install $wanted"
    return 0
  fi
  echo "Cài gói hệ thống: $wanted (lần đầu mất vài phút) ..."
  mkdir -p build
  if ! { apt-get update && wanted=$(missing_packages | xargs) && install_packages $wanted; } </dev/null >build/apt.log 2>&1; then
    echo "Chưa cài được (xem build/apt.log); các việc khác vẫn chạy. Khi có mạng, gõ: apt-get install $wanted"
  fi
}

install_packages() { # PACKAGE...: one by one, so that one that can't be had keeps no other away
  local name failed=0
  for name in "$@"; do
    DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "$name" || failed=1
  done
  return $failed
}

if ! .venv/bin/python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
  find_python
  echo "Tạo môi trường .venv bằng $("$python" --version) ..."
  make_venv .venv
fi
echo "Cài thư viện vào .venv (lần đầu mất vài phút) ..."
.venv/bin/python -m pip install -qq --disable-pip-version-check --requirement requirements.txt
.venv/bin/python -m pip install -qq --disable-pip-version-check --no-deps --no-build-isolation --editable .
system_packages
echo "Xong: chương trình là .venv/bin/baocao"
