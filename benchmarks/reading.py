"""How fast reading is: ours and the peer in one run on the same pages, growth, processes, memory, cold starts.

    make bench                                   everything; some minutes
    python benchmarks/reading.py --only ratio    one of: ratio growth jobs memory cold
    python benchmarks/reading.py --json          the figures for a program

Figures are printed beside their targets; nothing fails. Times are processor seconds where one process is measured, so that a busy machine
disturbs little, and seconds on the clock where several are. The pages are those of the founders' corpus where it lies beside the clone
(or where WEIGHIN_SHARED says), and our own practice corpus otherwise.
"""

import argparse
import gc
import json
import math
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

from weighin.reading.read import read_bytes

ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("WEIGHIN_SHARED", ROOT.parent / "shared"))
ROUNDS = 9
SIZES = (250_000, 500_000, 1_000_000, 2_000_000)
WEIGHIN = Path(sys.executable).with_name("weighin")


def main() -> None:
    """Measure what was asked for and print it."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--only", choices=sorted(MEASURES), action="append")
    parser.add_argument("--json", action="store_true", dest="as_json")
    parser.add_argument("--most-files", type=int, default=10_000, help="how many files the memory is measured over")
    asked = parser.parse_args()
    figures: dict[str, Any] = {"machine": {"cores": os.cpu_count(), "python": platform.python_version()}}
    if not asked.as_json:
        print(f"{os.cpu_count()} cores, Python {platform.python_version()}")
    for name in asked.only or MEASURES:
        figures[name] = MEASURES[name](asked)
        if not asked.as_json:
            print(f"\n{name}")
            for line in SHOWN[name](figures[name]):
                print(f"  {line}")
    if asked.as_json:
        print(json.dumps(figures, indent=2))


def pages() -> dict[str, bytes]:
    """The HTML pages that are measured on."""
    dev = SHARED / "corpus" / "dev"
    folder = dev if dev.is_dir() else ROOT / "tests" / "corpus" / "practice"
    return {path.name: path.read_bytes() for path in sorted(folder.glob("*.html"))}


def measure_ratio(_: argparse.Namespace) -> dict[str, Any]:
    """Whole reading, forecasts and topics included, against the peer's extraction of the main text alone."""
    import trafilatura  # the peer, which only this needs

    given = pages()

    def ours(texts: dict[str, str]) -> None:
        for name, text in texts.items():
            read_bytes(text.encode(), name=name)

    def peer(texts: dict[str, str]) -> None:
        for text in texts.values():
            trafilatura.extract(text)

    times: dict[str, list[float]] = {"ours": [], "peer": []}
    for number in range(ROUNDS + 1):
        # a word of each sentence or so is another one in each round, so that nobody gains by remembering a text
        texts = {name: data.decode("utf-8").replace("ing ", f"ing{number} ") for name, data in given.items()}
        took = {"ours": seconds_of(partial(ours, texts)), "peer": seconds_of(partial(peer, texts))}
        if number:  # the first round only warms: patterns compiled, tables loaded
            for who, seconds in took.items():
                times[who].append(seconds)
    median = {name: statistics.median(found) / len(given) * 1000 for name, found in times.items()}
    return {
        "pages": len(given),
        "kilobytes": sum(map(len, given.values())) // 1000,
        "ours_ms_per_page": median["ours"],
        "trafilatura_ms_per_page": median["peer"],
        "trafilatura": trafilatura.__version__,
        "ratio": statistics.median(ours / peer for ours, peer in zip(times["ours"], times["peer"], strict=True)),
        "target": 1.0,
    }


def show_ratio(found: dict[str, Any]) -> Iterator[str]:
    """The lines for people."""
    yield f"{found['pages']} pages, {found['kilobytes']} kB, median of {ROUNDS} rounds"
    yield f"whole reading          {found['ours_ms_per_page']:6.2f} ms a page"
    yield f"trafilatura {found['trafilatura']:<9}  {found['trafilatura_ms_per_page']:6.2f} ms a page (main text only)"
    yield f"ratio                  {found['ratio']:6.2f}    target: at most {found['target']}"


def measure_growth(_: argparse.Namespace) -> dict[str, Any]:
    """Time for pages of growing size, each page's article repeated with its names and numbers changed."""
    found: dict[str, Any] = {"target_per_doubling": 2.2, "pages": {}}
    for name, data in pages().items():
        took = []
        for size in SIZES:
            grown = grown_page(data.decode("utf-8"), size)
            took.append(min(seconds_of(lambda grown=grown, name=name: read_bytes(grown, name=name)) for _ in range(2)))  # type: ignore[misc] # bound at once
        exponent = math.log(took[-1] / took[0]) / math.log(SIZES[-1] / SIZES[0])
        found["pages"][name] = {"seconds": took, "exponent": exponent}
    found["per_doubling"] = {
        name: [later / earlier for earlier, later in zip(one["seconds"], one["seconds"][1:], strict=False)]
        for name, one in found["pages"].items()
    }
    return found


def show_growth(found: dict[str, Any]) -> Iterator[str]:
    """The lines for people."""
    yield f"{'page':<34}" + "".join(f"{size / 1_000_000:>8.2f} MB" for size in SIZES) + "   exponent (linear is 1)"
    for name, one in found["pages"].items():
        yield f"{name[:33]:<34}" + "".join(f"{took:>9.2f} s" for took in one["seconds"]) + f"   {one['exponent']:.2f}"
    worst = max(ratio for ratios in found["per_doubling"].values() for ratio in ratios)
    yield f"worst step from one size to twice that: × {worst:.2f}    target: at most × {found['target_per_doubling']}"


def grown_page(page: str, size: int) -> bytes:
    """A page of about that size: the body again and again, every word of six letters or more varied, so that little repeats."""
    before, _, rest = page.partition("<body")
    opening, _, body = rest.partition(">")
    inner, _, after = body.rpartition("</body>")
    copies = max(1, size // max(1, len(inner.encode())))
    parts = [inner.replace("tion ", f"tion{number} ").replace("ing ", f"ing{number} ") for number in range(copies)]
    return f"{before}<body{opening}>{''.join(parts)}</body>{after}".encode()


def measure_jobs(_: argparse.Namespace) -> dict[str, Any]:
    """The same folder by one process and by two."""
    with tempfile.TemporaryDirectory() as folder:
        count = fill(Path(folder), 1_500)
        # by turns, and the best of each: what else runs on the machine takes from both
        runs = [(jobs, clock_of(folder, jobs=jobs)) for jobs in (1, 2) * 2]
    took = {jobs: min(seconds for other, seconds in runs if other == jobs) for jobs in (1, 2)}
    return {"files": count, "one": took[1], "two": took[2], "speed_up": took[1] / took[2], "target": 1.7}


def show_jobs(found: dict[str, Any]) -> Iterator[str]:
    """The lines for people."""
    yield f"{found['files']} files: {found['one']:.1f} s with --jobs 1, {found['two']:.1f} s with --jobs 2"
    yield f"speed-up × {found['speed_up']:.2f}    target: at least × {found['target']}    (start of all processes included)"


def measure_memory(asked: argparse.Namespace) -> dict[str, Any]:
    """The most memory that one process had, over a tenth of the files and over all."""
    found: dict[str, Any] = {}
    for count in (asked.most_files // 10, asked.most_files):
        with tempfile.TemporaryDirectory() as folder:
            fill(Path(folder), count)
            found[str(count)] = megabytes_of(folder)
    few, many = found.values()
    return {"megabytes_by_files": found, "growth": many / few, "target": 1.1}


def show_memory(found: dict[str, Any]) -> Iterator[str]:
    """The lines for people."""
    for count, megabytes in found["megabytes_by_files"].items():
        yield f"{count:>6} files: at most {megabytes:.0f} MB"
    yield f"growth × {found['growth']:.2f}    target: at most × {found['target']}"


def measure_cold(_: argparse.Namespace) -> dict[str, Any]:
    """From nothing to an answer: a fresh process each time."""
    seed = SHARED / "seed" / "kim-putin-2019.txt"
    article = seed if seed.is_file() else next((ROOT / "tests" / "corpus" / "practice").glob("*.txt"))
    return {
        "article": article.name,
        "read": statistics.median(cold("read", str(article)) for _ in range(7)),
        "read_target": 0.5,
        "help": statistics.median(cold("--help") for _ in range(7)),
        "help_target": 0.3,
    }


def show_cold(found: dict[str, Any]) -> Iterator[str]:
    """The lines for people."""
    yield f"weighin read {found['article']}   {found['read']:.2f} s    target: under {found['read_target']} s"
    yield f"weighin --help   {found['help']:.2f} s    target: under {found['help_target']} s"


def seconds_of(work: Callable[[], object]) -> float:
    """Processor seconds of one call, without what an earlier one left to clear up."""
    gc.collect()
    started = time.process_time()
    work()
    return time.process_time() - started


def fill(folder: Path, count: int) -> int:
    """So many files made of the measured pages, no two alike."""
    texts = [data.decode("utf-8") for data in pages().values()]
    for number in range(count):
        text = texts[number % len(texts)].replace("</title>", f" {number}</title>", 1)
        Path(folder, f"{number:06}.html").write_text(text, encoding="utf-8")
    return count


def clock_of(folder: str, *, jobs: int) -> float:
    """Seconds on the clock for a folder."""
    started = time.perf_counter()
    subprocess.run(
        [WEIGHIN, "read", folder, "--jsonl", "--jobs", str(jobs)],
        check=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    return time.perf_counter() - started


def megabytes_of(folder: str) -> float:
    """The most memory that reading a folder in one process took."""
    with subprocess.Popen(
        [WEIGHIN, "read", folder, "--jsonl"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        _, _, used = os.wait4(process.pid, 0)
        process.returncode = 0
    unit = 1 if sys.platform == "darwin" else 1024
    return used.ru_maxrss * unit / 1_000_000


def cold(*arguments: str) -> float:
    """Seconds on the clock for one command in a fresh process."""
    started = time.perf_counter()
    subprocess.run([WEIGHIN, *arguments], check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - started


MEASURES: dict[str, Callable[[argparse.Namespace], dict[str, Any]]] = {
    "ratio": measure_ratio,
    "growth": measure_growth,
    "jobs": measure_jobs,
    "memory": measure_memory,
    "cold": measure_cold,
}
SHOWN: dict[str, Callable[[dict[str, Any]], Iterator[str]]] = {
    "ratio": show_ratio,
    "growth": show_growth,
    "jobs": show_jobs,
    "memory": show_memory,
    "cold": show_cold,
}

if __name__ == "__main__":
    main()
