#!/usr/bin/env python3
"""headers.py BUILD_FOLDER   Each header below src/ compiles alone, and twice."""
import concurrent.futures
import os
import pathlib
import shutil
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
SYSTEM = ["/usr/include/soci", "/usr/include/postgresql", "/usr/include/eigen3", "/usr/include/coin"]
DEFINES = ["BOOST_ASIO_SEPARATE_COMPILATION", "BOOST_BEAST_SEPARATE_COMPILATION",
           "BOOST_ASIO_NO_DEPRECATED", "SPDLOG_COMPILED_LIB", "SPDLOG_FMT_EXTERNAL"]
FLAGS = ["-std=c++20", "-Wall", "-Wextra", "-Werror", "-Wno-missing-field-initializers", "-O0", "-c"]


def compile_header(build, path):
    name = path.relative_to(ROOT / "src").as_posix()
    source = build / "headers" / (name.replace("/", "-") + ".cpp")
    source.parent.mkdir(parents=True, exist_ok=True)
    text = f'#include "{name}"\n#include "{name}"\n'
    if not source.exists() or source.read_text() != text:
        source.write_text(text)
    command = [shutil.which("ccache")] if shutil.which("ccache") else []
    command += ["g++", *FLAGS, *(f"-D{d}" for d in DEFINES), f"-I{ROOT}/src", f"-I{ROOT}/tests",
                f"-I{build}/generated", *(a for s in SYSTEM for a in ("-isystem", s)),
                str(source), "-o", str(source.with_suffix(".o"))]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return "" if done.returncode == 0 else f"{name} does not compile alone:\n{done.stderr[:2000]}"


def main():
    build = pathlib.Path(sys.argv[1]).resolve()
    headers = sorted((ROOT / "src").rglob("*.h"))
    jobs = int(os.environ.get("JOBS", os.cpu_count() or 1))
    with concurrent.futures.ThreadPoolExecutor(jobs) as pool:
        failures = [text for text in pool.map(lambda h: compile_header(build, h), headers) if text]
    print("\n".join(failures), file=sys.stderr)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
