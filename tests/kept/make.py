"""Write a home as another commit writes it: ``python tests/kept/make.py CHECKOUT NAME`` makes ``tests/kept/NAME.zip``.

Only commands are used, which every commit has. The zip holds the home, what was taken from it (backup, export,
template) and what the commit itself answered.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

HERE = Path(__file__).parent
AREA = "lamphun-ban-klang"
HEADINGS = "พื้นที่,ชุดเกณฑ์,ข้อ,สถานะ,วันที่มีผล,หมายเหตุ"
FIRST = tuple(f"{AREA},diw-eit-basic12,{n},{'met' if n < 8 else 'not_met'},12 ก.พ. 2567," for n in range(1, 12))
SECOND = (f"{AREA},diw-eit-basic12,9,ผ่าน,15 มี.ค. 2567,ตรวจซ้ำ", f"{AREA},diw-eit-basic12,2,not_met,1 เม.ย. 2567,")
MISTAKEN = (f"{AREA},diw-eit-basic12,10,ผ่าน,20 เม.ย. 2567,ลงผิดพื้นที่",)
DAYS = ("2024-02-12", "2024-03-01", "2024-05-01")


def main(checkout: Path, name: str) -> None:
    """Make ``tests/kept/NAME.zip`` with the program in ``checkout``."""
    with tempfile.TemporaryDirectory() as given:
        folder = Path(given)
        environment = os.environ | {"ECODASH_HOME": str(folder / "home"), "PYTHONUTF8": "1"}

        def run(*command: str, typed: str = "") -> str:
            done = subprocess.run(
                [sys.executable, "-m", "ecodash", *command],
                cwd=checkout,
                env=environment,
                input=typed,
                capture_output=True,
                text=True,
                encoding="utf-8",
                check=False,
            )
            print(command, done.returncode, done.stderr[-500:])
            return done.stdout

        run("officer", "add", "สมหญิง", "--role", "secretary", "--password-stdin", typed="ลำพูน-หริภุญชัย-2567\n")
        for number, rows in enumerate((FIRST, SECOND, MISTAKEN)):
            workbook = folder / f"{number}.csv"
            workbook.write_text("\n".join((HEADINGS, *rows)), encoding="utf-8-sig")
            told = json.loads(run("import", "--json", "--by", "สมหญิง", str(workbook)))
        run("undo", "--by", "สมหญิง", str(told["batch"]))
        answers = {day: json.loads(run("status", "--json", "--area", AREA, "--as-of", day)) for day in DAYS}
        (folder / "answers.json").write_text(json.dumps(answers, ensure_ascii=False, indent=1), encoding="utf-8")
        run("template", str(folder / "template.xlsx"))
        run("export", str(folder / "export"))
        run("backup", str(folder / "backup.zip"))
        shutil.rmtree(folder / "home" / "backups", ignore_errors=True)
        with zipfile.ZipFile(HERE / f"{name}.zip", "w", zipfile.ZIP_DEFLATED, compresslevel=9) as kept:
            for path in sorted(folder.rglob("*")):
                if path.is_file() and path.name != "ecodash.lock":
                    kept.write(path, path.relative_to(folder).as_posix())


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve(), sys.argv[2])
