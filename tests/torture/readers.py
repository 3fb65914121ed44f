"""Other people's readers of MP4, asked about many files at once: what they see
of a file, in a form that can be compared."""
import json, os, re, subprocess
from concurrent.futures import ThreadPoolExecutor

TESTS = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
TOGETHER = 50


def run(*args, **more):
    return subprocess.run(args, capture_output=True, text=True, errors="replace", stdin=subprocess.DEVNULL, **more)


def is_av(stream):
    return stream.get("codec_type") in ("video", "audio") and not stream["disposition"]["attached_pic"]


def packets(found, stream):
    return [[p.get(k) for k in ("pts", "dts", "duration", "size", "flags", "data_hash")]
            for p in found["packets"] if p["stream_index"] == stream["index"]]


def milliseconds(packet, key):
    return round(1000 * float(packet.get(key, 0)))


def texts(found, stream):
    return [[milliseconds(p, "pts_time"), milliseconds(p, "duration_time"), p["size"], p["data_hash"]]
            for p in found["packets"] if p["stream_index"] == stream["index"]]


def ours(found):
    """All that is not sound or picture."""
    streams = [[s.get("codec_name"), s.get("tags"), s["disposition"], texts(found, s)]
               for s in found["streams"] if not is_av(s)]
    chapters = [[c["start_time"], c["end_time"], c.get("tags")] for c in found["chapters"]]
    return [streams, chapters, found["format"].get("tags")]


def essence(ours_of):
    """What two ways into a file must have in common: not how the chapters' own
    track is called."""
    streams, chapters, tags = json.loads(ours_of)
    return [[s for s in streams if s[0] == "mov_text"], chapters, tags]


def ffprobe(path):
    """(what is wrong, sound and pictures, all else)."""
    out = run("ffprobe", "-v", "error", "-of", "json", "-show_streams", "-show_chapters", "-show_format",
              "-show_packets", "-show_data_hash", "md5", path)
    if out.returncode != 0 or out.stderr:
        return "ffprobe: " + (out.stderr.strip() or "fails").replace(path, "FILE"), None, None
    found = json.loads(out.stdout)
    av = [[s["codec_name"], packets(found, s)] for s in found["streams"] if is_av(s)]
    return "", json.dumps(av), json.dumps(ours(found), sort_keys=True)


def mp4box(paths):
    """(what is wrong, what is only untidy), by path."""
    out = subprocess.run(["node", os.path.join(TESTS, "judges", "mp4box.mjs")], input="\n".join(paths),
                         capture_output=True, text=True)
    found = [json.loads(line) for line in out.stdout.splitlines()]
    said = {f["path"]: tuple(t and "mp4box: " + t for t in (f["wrong"], f["untidy"])) for f in found}
    return {p: said.get(p, ("mp4box: no answer", "")) for p in paths}


def mpv_opens(paths):
    """mpv plays the first picture of each and says how many tracks it has."""
    out = run("mpv", "--no-config", "--vo=null", "--ao=null", "--frames=1", "--untimed", "--sub-auto=no",
              "--audio-file-auto=no", "--autoload-files=no", "--load-scripts=no", "--msg-color=no",
              "--term-playing-msg=OPENED ${path}|${track-list/count}", *paths)
    opened = dict(re.findall(r"OPENED (.*)\|(\d+)", out.stdout))
    return {p: "" if int(opened.get(p, 0)) > 0 else "mpv: does not open it" for p in paths}


def in_parts(ask, paths):
    answers = {}
    for i in range(0, len(paths), TOGETHER):
        answers.update(ask(paths[i:i + TOGETHER]))
    return answers


def ask_all(paths):
    """{path: (wrong, av, ours, untidy)} of all readers."""
    with ThreadPoolExecutor(2) as pool:
        boxes = pool.submit(in_parts, mp4box, paths)
        probed = dict(zip(paths, pool.map(ffprobe, paths)))
    opened = in_parts(mpv_opens, paths)
    return {p: ("; ".join(filter(None, (probed[p][0], boxes.result()[p][0], opened[p]))), *probed[p][1:],
                boxes.result()[p][1]) for p in paths}
