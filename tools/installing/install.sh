#!/bin/sh
# ติดตั้งหรือปรับรุ่น แล้วเปิด / install or update, then start. Other words: start stop autostart no-autostart back uninstall
cd "$(dirname "$0")" || exit 1
for python in python3.11 python3.12 python3.13 python3; do
  if command -v "$python" >/dev/null 2>&1 && "$python" -c 'import json,sys; sys.exit("%d.%d" % sys.version_info[:2] not in json.load(open("bundle.json", encoding="utf-8"))["python"])'; then
    exec "$python" install.py "$@"
  fi
done
echo "ไม่พบ Python รุ่นที่ใช้ได้ (ดูใน bundle.json) โปรดติดตั้ง แล้วสั่งใหม่ ยังไม่มีอะไรเปลี่ยน"
echo "No Python of a version that fits was found (bundle.json names them). Install one and try again; nothing was changed."
exit 1
