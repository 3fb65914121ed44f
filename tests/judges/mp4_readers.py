"""Judges of an MP4 that chapters and subtitles were put into: each takes a Case
and says "" or what is wrong; NONE where it has nothing to judge."""
import json, os, re, subprocess, tempfile

import browser

HERE = os.path.dirname(os.path.abspath(__file__))
TESTS = os.path.dirname(HERE)
NONE = "-"
TIMES = 20
# Tags that libavformat does not carry over: the tool's name, a podcast's flag,
# other programs' own.
LIBAV_LOSES = {"©too", "pcst", "----"}
SECONDS = 120


class Case:
    """before, after: paths; wanted: what --json says of the notes; meta: the
    chapters as ffmetadata, a path; others: subtitle tracks of others in it;
    by_libav: libavformat wrote it."""

    def __init__(self, before, after, wanted, wanted_path, meta, others, by_libav):
        self.before, self.after, self.wanted, self.wanted_path = before, after, wanted, wanted_path
        self.meta, self.others, self.by_libav = meta, others, by_libav

    def chapters(self):
        with open(self.meta) as f:
            text = f.read().split("[CHAPTER]\n")[1:]
        found = []
        for part in text:
            keys = dict(line.split("=", 1) for line in part.splitlines() if "=" in line)
            found.append((int(keys["START"]) / 1000, re.sub(r"\\(.)", r"\1", keys["title"])))
        return found


def run(*args, **more):
    try:
        return subprocess.run([str(a) for a in args], capture_output=True, text=True, errors="replace",
                              stdin=subprocess.DEVNULL, timeout=SECONDS, **more)
    except subprocess.TimeoutExpired:
        return subprocess.CompletedProcess(args, 1, "", f"{args[0]} does not end")


def plain(text):
    return text.replace("\u2060", "").replace("｛", "{").replace("｝", "}")


def first(*lists):
    return next((text for text in lists if text), "")


def ffprobe(case):
    judge = os.path.join(TESTS, "tools", "media-judge")
    asked = [run(judge, "same", case.before, case.after), run(judge, "chapters", case.after, case.meta, "0"),
             run(judge, "cues", case.after, case.wanted_path, "0")]
    loud = run("ffprobe", "-v", "error", case.after).stderr.strip()
    return first(*(a.stderr.strip() or "fails" for a in asked if a.returncode), loud)


def shown_at(case, at):
    """The text at a time; None where a cue begins or ends so near that a frame
    may have either."""
    for cue in case.wanted["cues"]:
        if min(abs(cue["start"] - at), abs(cue["end"] - at)) < 0.1:
            return None
        if cue["start"] <= at < cue["end"]:
            return "/".join(cue["lines"])
    return "-"


def mpv(case):
    end = max(c["end"] for c in case.wanted["cues"])
    times = [round((i + 0.5) * end / TIMES, 2) for i in range(TIMES)]
    times = [t for t in times if shown_at(case, t)]
    asked = times + times[::-1]
    out = run(os.path.join(TESTS, "tools", "mpv-ask"), f"--sid={case.others + 1}", case.after, *asked)
    if out.returncode:
        return out.stderr.strip()
    lines = out.stdout.splitlines()
    chapters = [tuple(line.split(" ", 2)[1:]) for line in lines if line.startswith("chapter ")]
    if [(f"{t:.3f}", title) for t, title in case.chapters()] != chapters:
        return f"chapters {chapters}"
    texts = [line.split(" ", 2)[1:] for line in lines if line.startswith("text ")]
    if len(texts) != len(asked):
        return f"{len(texts)} texts instead of {len(asked)}"
    wrong = [f"at {t}: {text} instead of {shown_at(case, float(t))}" for t, text in texts
             if plain(text) != plain(shown_at(case, float(t)))]
    return first(*wrong)


def vlc(case):
    """As nobody: it does not run as root."""
    with tempfile.TemporaryDirectory() as folder:
        os.chmod(folder, 0o755)
        path = os.path.join(folder, "ep" + os.path.splitext(case.after)[1])
        os.symlink(os.path.realpath(case.after), path)
        as_nobody = ["runuser", "-u", "nobody", "--"] if os.getuid() == 0 else []
        out = run(*as_nobody, "env", "HOME=/tmp", "timeout", "60", "cvlc", "-vv", "--no-video", "--aout=dummy",
                  "--play-and-exit", "--run-time=1", path)
    said = out.stdout + out.stderr
    wrong = [line for line in said.splitlines() if " mp4 demux error" in line]
    shown = re.findall(r"adding track\[Id \w+\] subtitle \(enable\)", said)
    return first("" if shown else "no subtitle track", *wrong)


def mediainfo(case):
    found = json.loads(run("mediainfo", "--Output=JSON", case.after).stdout)["media"]["track"]
    texts = [t for t in found if t["@type"] == "Text"]
    menus = [[v for k, v in t.get("extra", {}).items() if re.fullmatch(r"_\d\d_\d\d_\d\d_\d+", k)]
             for t in found if t["@type"] == "Menu"]
    want = [title for _, title in case.chapters()]
    if len(texts) != case.others + 1:
        return f"{len(texts)} text tracks"
    if not [m for m in menus if m == want]:
        return f"chapters {menus}"
    wrong = [t.get("extra", {}).get("IsTruncated") for t in found if t["@type"] == "General"]
    return "truncated" if wrong[0] else ""


def mp4box(case):
    """What it complained of before does not count."""
    out = run("sh", "-c", 'printf "%s\\n" "$2" "$3" | node "$1"', "-", os.path.join(HERE, "mp4box.mjs"), case.before,
              case.after)
    if len(out.stdout.splitlines()) != 2:
        return "no answer"
    before, found = (json.loads(line) for line in out.stdout.splitlines())
    if found["wrong"] or (found["untidy"] and not before["untidy"]):
        return first(found["wrong"], found["untidy"])
    texts = [t for t in found["tracks"] if t["codec"] in ("tx3g", "text")]
    return "" if len(texts) >= case.others + 2 else f"tracks {found['tracks']}"


def atoms(path):
    """{name: text} of iTunes' tags."""
    out = run("AtomicParsley", path, "-t")
    return out.returncode, dict(re.findall(r'^\ufeff?Atom "([^"]+)"[^:]*contains: (.*)$', out.stdout, re.M))


def atomicparsley(case):
    """Other people's tags stay; those that were there are filled, not replaced.
    QuickTime's own kind of file it does not read."""
    code, after = atoms(case.after)
    refused, before = atoms(case.before)
    if refused:
        return NONE
    if code:
        return f"ends with {code}"
    known = LIBAV_LOSES if case.by_libav else set()
    lost = [k for k, v in before.items() if after.get(k) != v and k not in known]
    return first(f"lost {lost}" if lost else "", "" if "©nam" in after else "no title")


def chromium(cases):
    """All at once: {path: what is wrong}."""
    return browser.ask("play.html", {c.after: "file://" + c.after for c in cases}, SECONDS + 10 * len(cases))


ONE_BY_ONE = {"ffprobe": ffprobe, "mpv": mpv, "VLC": vlc, "mediainfo": mediainfo, "mp4box": mp4box,
              "AtomicParsley": atomicparsley}
TOGETHER = {"Chromium": chromium}
