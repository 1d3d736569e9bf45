"""What installing and starting say, in Thai and English, and how they stop."""

import sys

# Each sentence in Thai and English.
SAID = {
    "python": ("ต้องใช้ Python {wanted} แต่เครื่องนี้มี {have} โปรดติดตั้ง Python {wanted} แล้วสั่งใหม่ ยังไม่มีอะไรเปลี่ยน", "Python {wanted} is needed and this is {have}. Install Python {wanted} and try again; nothing was changed."),
    "system": ("ชุดติดตั้งนี้สำหรับ {wanted} โปรดใช้ชุดของระบบนี้ ยังไม่มีอะไรเปลี่ยน", "This bundle is for {wanted}; take the one for this system. Nothing was changed."),
    "rights": ("เขียนในโฟลเดอร์ {folder} ไม่ได้ ({reason}) โปรดเลือกโฟลเดอร์อื่นด้วย ECODASH_PROGRAM หรือขอสิทธิ์จากผู้ดูแลเครื่อง ยังไม่มีอะไรเปลี่ยน", "Cannot write to {folder} ({reason}). Name another folder in ECODASH_PROGRAM, or ask who looks after this machine; nothing was changed."),
    "damaged": ("ไฟล์ {name} ในชุดติดตั้งไม่ครบหรือเสียหาย โปรดคัดลอกชุดติดตั้งมาใหม่ ยังไม่มีอะไรเปลี่ยน", "{name} in this bundle is damaged or missing. Copy the bundle anew; nothing was changed."),
    "checking": ("1/4 ตรวจไฟล์ {count} ไฟล์ของรุ่น {version}", "1/4 Checking the {count} files of version {version}"),
    "unpacking": ("2/4 ติดตั้งลงใน {folder} ใช้เวลาประมาณ 1 นาที ไม่ใช้อินเทอร์เน็ต", "2/4 Installing into {folder}: about a minute, without the internet"),
    "failed": ("ติดตั้งไม่สำเร็จ รุ่นเดิมยังใช้ได้ตามปกติ สาเหตุ: {reason}", "Not installed; the version before is as it was. Why: {reason}"),
    "backing": ("3/4 สำรองข้อมูลก่อนเปลี่ยนจากรุ่น {old}", "3/4 Backing up before leaving version {old}"),
    "no_backup": ("สำรองข้อมูลไม่ได้ จึงยังไม่เปลี่ยนรุ่น: {reason}", "No backup could be made, so the version was not changed: {reason}"),
    "switched": ("4/4 ใช้รุ่น {version} แล้ว ข้อมูลอยู่ที่ {home}", "4/4 Version {version} is in use. Data are in {home}"),
    "none": ("ยังไม่ได้ติดตั้ง โปรดสั่ง install ก่อน", "Not installed yet: run install first."),
    "running": ("เปิดอยู่แล้วที่ {address}", "Already running at {address}"),
    "starting": ("กำลังเปิด โปรดรอสักครู่", "Starting, one moment"),
    "started": ("เปิดแล้ว: {address}", "Running: {address}"),
    "not_started": ("เปิดไม่สำเร็จ ดูสาเหตุใน {log}", "It did not start; the reason is in {log}"),
    "stopped": ("ปิดแล้ว", "Stopped."),
    "not_running": ("ไม่ได้เปิดอยู่", "It is not running."),
    "no_way_back": ("ไม่มีรุ่นก่อนหน้าให้กลับไป", "There is no earlier version to go back to."),
    "back": ("กลับไปใช้รุ่น {version} แล้ว", "Back at version {version}."),
    "restored": ("ข้อมูลถูกเขียนด้วยรุ่นใหม่ จึงนำไฟล์สำรองก่อนเปลี่ยนรุ่นกลับมา สิ่งที่บันทึกหลังจากนั้นอยู่ใน {home} โฟลเดอร์ที่ชื่อขึ้นต้นด้วย replaced", "The newer version had changed the data, so the backup from before the update was put back. What came after lies in {home}, in a folder whose name begins with replaced."),
    "autostart": ("ต่อไปจะเปิดเองเมื่อเข้าใช้เครื่อง", "It now starts with the machine, when you sign in."),
    "linger": ("ให้เปิดแม้ไม่มีผู้เข้าใช้เครื่อง: sudo loginctl enable-linger", "To start with nobody signed in: sudo loginctl enable-linger"),
    "no_autostart": ("จะไม่เปิดเองอีก", "It no longer starts by itself."),
    "uninstalled": ("ถอนโปรแกรมแล้ว ข้อมูลยังอยู่ครบที่ {home} ลบเองได้เมื่อไม่ต้องการ", "Uninstalled. Your data are all in {home}; delete that yourself when you no longer need it."),
    "old_python": ("ต้องใช้ Python 3.11 ขึ้นไป แต่เครื่องนี้มี {have} โปรดติดตั้งรุ่นใหม่กว่า แล้วสั่งใหม่ด้วยรุ่นนั้น เช่น python3.11 start.py ยังไม่มีอะไรเปลี่ยน", "Python 3.11 or newer is needed and this is {have}. Install a newer one and run this with it, such as python3.11 start.py; nothing was changed."),
    "folder": ("เขียนในโฟลเดอร์ {folder} ไม่ได้ ({reason}) โปรดคัดลอกโฟลเดอร์นี้ไปไว้ในที่ที่เขียนได้ เช่น โฟลเดอร์ของท่านเอง แล้วสั่งใหม่", "Cannot write in {folder} ({reason}). Copy it to where you may write, such as a folder of your own, and run this again."),
    "no_venv": ("Python นี้ขาดส่วน venv บน Debian และ Ubuntu ให้สั่ง sudo apt install python3-venv แล้วสั่งใหม่", "This Python lacks its venv part. On Debian and Ubuntu run sudo apt install python3-venv, then run this again."),
    "no_room": ("ที่ว่างของดิสก์ไม่พอ ต้องมีอย่างน้อย 1 GB ที่ {folder} โปรดลบสิ่งที่ไม่ใช้ แล้วสั่งใหม่", "The disk is too full: at least 1 GB is needed in {folder}. Make room and run this again."),
    "making": ("1/3 เตรียมที่สำหรับโปรแกรมใน {folder}", "1/3 Making room for the program in {folder}"),
    "fetching": ("2/3 ดาวน์โหลดและติดตั้งชุดโปรแกรมประมาณ 250 MB ครั้งเดียว ใช้เวลาไม่กี่นาที", "2/3 Fetching and installing about 250 MB of packages, once; it takes a few minutes"),
    "placing": ("    ดาวน์โหลดครบแล้ว กำลังติดตั้ง", "    All fetched; installing"),
    "no_network": ("ดาวน์โหลดไม่ได้ โปรดตรวจอินเทอร์เน็ต (หรือตั้ง HTTPS_PROXY ถ้าหน่วยงานใช้พร็อกซี) แล้วสั่งใหม่ จะทำต่อจากเดิม ถ้าไม่มีอินเทอร์เน็ตใช้ชุดติดตั้งแบบไฟล์เดียวใน docs/installing.md", "Cannot fetch the packages. Check the internet (or set HTTPS_PROXY where the office has a proxy) and run this again; it goes on from here. Without internet use the bundle of docs/installing.md."),
    "not_ready": ("ติดตั้งชุดโปรแกรมไม่สำเร็จ: {reason} แก้แล้วสั่งใหม่ จะทำต่อจากเดิม", "The packages could not be installed: {reason} Mend that and run this again; it goes on from here."),
    "opening": ("3/3 กำลังเปิด กด Ctrl+C เพื่อปิด", "3/3 Starting; Ctrl+C stops it"),
}  # fmt: skip


class Stop(Exception):
    """What was asked for cannot be done; says why."""

    def __init__(self, key, **values):
        super().__init__(key)
        self.key, self.values = key, values


def say(key, **values):
    for sentence in SAID[key]:
        print(sentence.format(**values), flush=True)


def in_utf8():
    """Thai on a console of another code page; before Python 3.7 it stays what it is."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
