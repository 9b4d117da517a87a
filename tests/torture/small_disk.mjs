// A disk of a few megabytes in a mount namespace of its own: it goes with the last process in it.
import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmdirSync, rmSync, statfsSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { until } from "./served.mjs";

export class SmallDisk {
  /** Undefined where neither root nor user namespaces allow it. */
  static async make(megabytes) {
    const disk = new SmallDisk();
    disk.folder = mkdtempSync(join(tmpdir(), "bihuan-disk-"));
    const user = process.getuid() === 0 ? [] : ["--map-root-user"];
    const mount = `mount -t tmpfs -o size=${megabytes}m tmpfs ${disk.folder} && touch ${disk.folder}/ready && exec sleep 100000`;
    disk.holder = spawn("unshare", [...user, "--mount", "sh", "-c", mount], { stdio: "ignore" });
    disk.holder.once("error", () => {});
    const ready = await until(5, () => existsSync(disk.outside("ready")), 20);
    if (ready) return disk;
    disk.remove();
    return undefined;
  }

  /** What a command needs in front to run where the disk is. */
  get inside() {
    const user = process.getuid() === 0 ? [] : ["--user", "--preserve-credentials"];
    return ["nsenter", "-t", String(this.holder.pid), ...user, "--mount", "--"];
  }

  /** The same file, seen from here. */
  outside(name) {
    return `/proc/${this.holder.pid}/root${join(this.folder, name)}`;
  }

  path(name) {
    return join(this.folder, name);
  }

  get free() {
    const { bavail, bsize } = statfsSync(this.outside(""));
    return bavail * bsize;
  }

  /** Fills it up but for so many bytes. */
  fill(rest) {
    writeFileSync(this.outside("fill"), Buffer.alloc(Math.max(0, this.free - rest)));
  }

  empty() {
    rmSync(this.outside("fill"), { force: true });
  }

  /** "ro" or "rw"; whether it worked: nobody may have a file open for writing. */
  remount(mode) {
    const words = [...this.inside, "mount", "-o", `remount,${mode}`, this.folder];
    return spawnSync(words[0], words.slice(1)).status === 0;
  }

  remove() {
    this.holder.kill("SIGKILL");
    try {
      rmdirSync(this.folder);
    } catch {
      // Still in use by a process that is ending; an empty folder stays.
    }
  }
}
