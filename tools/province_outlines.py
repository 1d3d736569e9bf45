"""Make the outlines of Thailand's provinces anew, simplified, from the npm package ``@svg-maps/thailand``.

    python tools/province_outlines.py package/index.js

Whose work it is and what is changed: ``data/outlines/README.md``.
"""

import csv
import json
import re
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "data" / "outlines"
# As the package spells them, where that differs from the names of the provinces here.
SPELT = {
    "buriram": "buri-ram",
    "chainat": "chai-nat",
    "chonburi": "chon-buri",
    "lopburi": "lop-buri",
    "nong-bua-lamphu": "nong-bua-lam-phu",
    "phang-nga": "phangnga",
    "sisaket": "si-sa-ket",
}
_TOLERANCE = 1.1
_LEAST_AREA = 2.0

Point = tuple[float, float]
Ring = list[Point]


def rings(path: str) -> list[Ring]:
    """The closed outlines of a path of relative or absolute moves and lines."""
    found: list[Ring] = []
    x = y = 0.0
    for command, numbers in re.findall(r"([mMlLzZhHvV])([^a-zA-Z]*)", path):
        values = [float(value) for value in re.findall(r"-?\d*\.?\d+(?:e-?\d+)?", numbers)]
        if command in "hHvV":
            raise ValueError(f"a command that is not expected: {command}")
        for place, (a, b) in enumerate(zip(values[::2], values[1::2], strict=True)):
            x, y = (x + a, y + b) if command.islower() else (a, b)
            if command in "mM" and place == 0:
                found.append([])
            found[-1].append((x, y))
        if command in "zZ":
            x, y = found[-1][0]
    return found


def simplified(ring: Ring) -> Ring:
    """The same outline with fewer points, none of them further off than the tolerance (Douglas and Peucker)."""
    if len(ring) < 3:
        return ring
    (x1, y1), (x2, y2) = ring[0], ring[-1]
    length = ((x2 - x1) ** 2 + (y2 - y1) ** 2) ** 0.5

    def off(point: Point) -> float:
        if not length:
            return float(((point[0] - x1) ** 2 + (point[1] - y1) ** 2) ** 0.5)
        return abs((y2 - y1) * point[0] - (x2 - x1) * point[1] + x2 * y1 - y2 * x1) / length

    place, far = max(((n, off(point)) for n, point in enumerate(ring[1:-1], 1)), key=lambda pair: pair[1])
    if far <= _TOLERANCE:
        return [ring[0], ring[-1]]
    return simplified(ring[: place + 1])[:-1] + simplified(ring[place:])


def area(ring: Ring) -> float:
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, ring[1:] + ring[:1], strict=True))) / 2


def outline(path: str) -> str:
    """``x,y x,y …|x,y …``: whole numbers, small islands left out, the largest ring first."""
    kept = sorted((r for r in rings(path) if area(r) > _LEAST_AREA), key=area, reverse=True)
    # In two halves, since a line between neighbours at the seam says nothing of how far off the others are.
    halves = [(ring[: len(ring) // 2 + 1], [*ring[len(ring) // 2 :], ring[0]]) for ring in kept]
    drawn = [simplified(first)[:-1] + simplified(second)[:-1] for first, second in halves]
    return "|".join(" ".join(f"{round(x)},{round(y)}" for x, y in ring) for ring in drawn if len(ring) > 2)


def main() -> None:
    text = Path(sys.argv[1]).read_text(encoding="utf-8")
    package = json.loads(text.removeprefix("export default").strip().rstrip(";"))
    with (ROOT / "data/reference/provinces.csv").open(encoding="utf-8-sig") as file:
        codes = {row["code"] for row in csv.DictReader(file)}
    found = {}
    for place in package["locations"]:
        code = re.sub(r"[^a-z]+", "-", place["name"].lower())
        code = SPELT.get(code, code)
        if code in codes:
            found[code] = outline(place["path"])
        else:
            print("no province of ours:", place["name"])
    print("without an outline:", sorted(codes - set(found)))
    FOLDER.mkdir(exist_ok=True)
    lines = [f"{code};{found[code]}" for code in sorted(found)]
    (FOLDER / "provinces.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
