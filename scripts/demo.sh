#!/usr/bin/env bash
# Shows the program at work on the made-up reports in corpus/: an archive, a series, a comparison, a search, a faulty draft.
set -euo pipefail
cd "$(dirname "$0")/.."
export PATH="$PWD/.venv/bin:$PATH" BAOCAO_DB=build/demo.db

draft=corpus/drafts/na-khuoi-2026-06-faulty.docx

say() { printf '\n'; printf '%s\n' "$@"; }

run() { # COMMAND...: shown as it would be typed, then run
  local word typed=''
  for word in "$@"; do
    case $word in *' '*) typed+=" \"$word\"" ;; *) typed+=" $word" ;; esac
  done
  printf '\n$%s\n\n' "$typed"
  "$@"
}

mkdir -p build
rm -f build/demo.db*

say 'Chương trình đọc báo cáo của xã, phường. Các báo cáo dưới đây là của hai nơi tưởng tượng, sáu tháng liền,' \
  'có cả Word, PDF và văn bản thuần.'
say '1. Đưa báo cáo vào kho. Tệp kho đặt sẵn trong biến môi trường: export BAOCAO_DB=build/demo.db'
run baocao ingest corpus/reports

say '2. Một chỉ tiêu qua các tháng, kèm biểu đồ. Gõ có dấu hay không dấu đều được.'
run baocao series "dan lon" --agency "Na Khuoi" --chart

say '3. So hai tháng: các số lũy kế từ đầu năm.'
run baocao compare 2026-04 2026-05 --agency "Nà Khuổi" --measure actual --period ytd

say '4. Tìm trong toàn văn.'
run baocao search dich ta lon

say '5. Một dự thảo báo cáo tháng 6 có lỗi: kiểm tra trong chính nó và với các tháng trước trong kho.'
run baocao check "$draft" --fail-on never

cat <<END

Xong. Xem tất cả trong trình duyệt, không cần dòng lệnh: gõ

  .venv/bin/baocao serve --db build/demo.db

rồi mở http://127.0.0.1:8765/ (Ctrl+C để dừng). Thả báo cáo, xem số cạnh trang gốc, so sánh, kiểm tra dự thảo đều ở đó.

Hoặc gõ tiếp, ví dụ:

  export PATH="\$PWD/.venv/bin:\$PATH" BAOCAO_DB=build/demo.db
  baocao --help                              các lệnh
  baocao extract $draft
  baocao tasks --month 2026-05               nhiệm vụ đã đề ra và kết quả
  baocao series "thu ngân sách" --chart
  baocao check $draft --format html -o build/du-thao.html

Với báo cáo của mình:

  baocao ingest THƯ-MỤC --db kho.db
  baocao series "đàn lợn" --db kho.db
END
