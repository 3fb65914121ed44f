"""The ways into a file that are tortured, each with the files it starts from."""
import os, shutil, subprocess

FF = ["ffmpeg", "-nostdin", "-y", "-v", "error"]
QUIET = ["-q", "--audio", "off", "--captions", "none"]

NOTES = """---
title: {title}
date: 2024-09-05
---

### 大纲

* **0:00 {first}**
* **0:02 {second}**

## 对话

**{first}**

**Ada:** 欢迎来到节目，{first}。

**{second}**

**Lin:** 谢谢，{second}。
"""


def run(*args, folder):
    subprocess.run([str(a) for a in args], cwd=folder, check=True, stdin=subprocess.DEVNULL)


def torn(data):
    """The index, which is the last box, moved to where its header lies in two
    sectors, so that it cannot be changed at once: refused in place."""
    moov = data.rindex(b"moov") - 4
    gap = 8 + (508 - moov - 8) % 512
    return data[:moov] + gap.to_bytes(4, "big") + b"free" + bytes(gap - 8) + data[moov:]


def make_media(folder):
    """Four seconds, with B-frames; the index at the end, in front, with room, and
    where it cannot be changed in place."""
    run(*FF, "-f", "lavfi", "-i", "testsrc2=s=64x48:r=12:d=4", "-f", "lavfi", "-i", "sine=f=300:d=4", "-c:v", "libx264",
        "-preset", "fast", "-pix_fmt", "yuv420p", "-bf", "2", "-g", "12", "-c:a", "aac", "-b:a", "32k",
        "-metadata", "title=Before", "-fflags", "+bitexact", "end.mp4", folder=folder)
    run(*FF, "-i", "end.mp4", "-c", "copy", "-movflags", "+faststart", "front.mp4", folder=folder)
    run(*FF, "-i", "end.mp4", "-c", "copy", "-moov_size", "60000", "room.mp4", folder=folder)
    with open(os.path.join(folder, "end.mp4"), "rb") as f:
        data = f.read()
    with open(os.path.join(folder, "torn.mp4"), "wb") as f:
        f.write(torn(data))


def write_notes(folder):
    for name, title, first, second in (("notes.md", "灯塔", "海边的开场", "守灯的人"),
                                       ("other.md", "另一期节目", "完全不同的开始，而且长得多", "最后的结尾")):
        with open(os.path.join(folder, name), "w") as f:
            f.write(NOTES.format(title=title, first=first, second=second))


class Way:
    """args: of the command, run in a folder that holds ep.mp4, notes.md and
    other.md. before: commands that have been run there already. target: the
    file that is judged. again: the command may be run once more after it was
    stopped, and then is done."""

    def __init__(self, name, args, media="end.mp4", target="ep.mp4", before=(), again=True):
        self.name, self.args, self.media, self.target = name, QUIET + args, media, target
        self.before, self.again = before, again

    def make_bed(self, program, source, folder):
        os.makedirs(folder)
        for name in ("notes.md", "other.md"):
            shutil.copy(os.path.join(source, name), folder)
        shutil.copy(os.path.join(source, self.media), os.path.join(folder, "ep.mp4"))
        for args in self.before:
            run(program, *QUIET, *args, folder=folder)


IN_PLACE = ["--in-place", "notes.md", "ep.mp4"]
IN_PLACE_OTHER = ["--in-place", "other.md", "ep.mp4"]
COPY = ["-o", "out.mp4", "notes.md", "ep.mp4"]
REPLACE = ["--replace", "notes.md", "ep.mp4"]

WAYS = [
    Way("in place, index last", IN_PLACE),
    Way("in place, index in front", IN_PLACE, "front.mp4"),
    Way("in place, room in front", IN_PLACE, "room.mp4"),
    Way("in place, a second run", IN_PLACE_OTHER, before=[IN_PLACE]),
    Way("in place, dead space used again", IN_PLACE, before=[IN_PLACE, IN_PLACE_OTHER]),
    Way("in place, again, index in front", IN_PLACE_OTHER, "front.mp4", before=[IN_PLACE]),
    Way("undo", ["--undo", "ep.mp4"], before=[IN_PLACE], again=False),
    Way("undo, index in front", ["--undo", "ep.mp4"], "front.mp4", before=[IN_PLACE], again=False),
    Way("remove", ["--remove", "ep.mp4"], before=[IN_PLACE], again=False),
    Way("copy", COPY, target="out.mp4"),
    Way("copy, index in front", COPY, "front.mp4", target="out.mp4"),
    Way("copy over an older one", ["--force", *COPY], target="out.mp4",
        before=[["-o", "out.mp4", "other.md", "ep.mp4"]]),
    Way("copy by libavformat", ["--via", "libav", *COPY], target="out.mp4"),
    Way("replace", REPLACE),
    Way("replace by a copy", REPLACE, "torn.mp4"),
    Way("replace by libavformat", ["--via", "libav", *REPLACE]),
]
