"""The demo company of a size, made once and then copied: making the large one takes minutes."""
import json
import shutil

from .measure import FOLDER, Run, made, report


def demo_company(size):
    """The path of its database; nothing is closed in it yet."""
    def make(path):
        run = Run("demo", "--size", size, "--seed", 1, "--json", "--company", path)
        path.with_name(f"demo-{size}.json").write_text(run.output, encoding="utf-8")
        report(f"demo, {size}", f"{run.seconds:7.2f} s {run.megabytes:7.0f} MB "
               f"{path.stat().st_size / 1e6:8.0f} MB file")
    return made(f"demo-{size}.db", make)


def facts_of(size):
    """What `bihuan demo --json` told of it: last_month, accounts, password, counts."""
    demo_company(size)
    return json.loads((FOLDER / f"demo-{size}.json").read_text(encoding="utf-8"))


def closed_company(size):
    """The same with its last month closed."""
    def make(path):
        shutil.copyfile(demo_company(size), path)
        Run("close", facts_of(size)["last_month"], "--company", path)
    return made(f"closed-{size}.db", make)
