#!/usr/bin/env python3
"""How well another cut is found: cuts of many kinds made in the sound of every
caption file of the devsets, and how far what is found is off.

usage: cuts.py TOOL DEVSETS [NAME=ACTIVITY]...

TOOL is build/eval/sync. ACTIVITY (a line a stretch of speech: start and end in
ms) is what was heard in an episode's sound; where none is given, speech is made
up from the captions: a pause at some of the cues' borders, jittered starts."""
import glob, os, random, re, subprocess, sys, tempfile

STAMP = r"(?:(\d+):)?(\d+):(\d+)[.,](\d+)"
PLACES = 25


def ms(h, m, s, fraction):
    return (int(h or 0) * 3600 + int(m) * 60 + int(s)) * 1000 + int(fraction)


def read_cues(path):
    text = open(path, encoding="utf-8").read()
    found = re.findall(STAMP + r"[ \t]+-->[ \t]+" + STAMP, text)
    return [(ms(*f[:4]), ms(*f[4:])) for f in found]


def make_up(cues, rng):
    """Speech as a detector may hear it."""
    speech = []
    for start, end in cues:
        start += rng.gauss(0, 80)
        end -= abs(rng.gauss(150, 100))
        if speech and start - speech[-1][1] < 150 and rng.random() > 0.6:
            speech[-1][1] = max(end, speech[-1][1])
            continue
        start = max(start, speech[-1][1] + 160) if speech else max(start, 0)
        if end - start > 100:
            speech.append([start, end])
    return speech


def fill(kind, start, end, rng):
    if kind == "music":
        return [[start + 100, end - 100]]
    at, talk = start + 200, []
    while kind == "talk" and at < end - 500:
        stop = min(end - 300, at + rng.uniform(600, 5000))
        talk.append([at, stop])
        at = stop + rng.uniform(170, 700)
    return talk


def cut(speech, cuts, length, rng):
    """cuts: (at, ms put in or taken out, filling), in order."""
    out, shift, done = [], 0, 0
    for at, by, kind in cuts + [(length, 0, "silence")]:
        out += [[max(a, done) + shift, min(b, at) + shift]
                for a, b in speech if min(b, at) > max(a, done)]
        if by > 0:
            out += fill(kind, at + shift, at + shift + by, rng)
        shift, done = shift + by, at - min(by, 0)
    joined = []
    for a, b in out:
        if joined and a <= joined[-1][1]:
            joined[-1][1] = max(b, joined[-1][1])
        else:
            joined.append([a, b])
    return joined, length + shift


def find(tool, captions, speech, length):
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as file:
        file.writelines(f"{int(a)} {int(b)}\n" for a, b in speech)
        file.write(f"{int(length)}\n")
        file.flush()
        line = subprocess.run([tool, captions, file.name], check=True,
                              stdout=subprocess.PIPE, text=True).stdout
    fields = line.strip().split("\t")
    breaks = [re.fullmatch(r"(.*\d)([+-].*)", f).groups() for f in fields[6:]]
    return (fields[0], float(fields[5].split()[1]),
            [(float(a), float(b)) for a, b in breaks], float(fields[4][:-3]))


def row(tool, captions, cues, speech, kind, at_border):
    rng = random.Random(3)
    length = cues[-1][1] + 1000
    places = [600000] + [rng.randrange(120000, length - 120000)
                         for _ in range(PLACES - 1)]
    if at_border:
        places = [min((c[1] for c in cues), key=lambda c: abs(c - p))
                  for p in places]
    by = -45000 if kind == "missing" else 45000
    off, worst, wrong = [], 0, 0
    for at in places:
        cuts = [(0, 12000, "talk"), (at, by, kind)]
        verdict, offset, breaks, _ = find(tool, captions,
                                          *cut(speech, cuts, length, rng))
        if verdict != "cut" or len(breaks) != 1:
            wrong += 1
            continue
        off.append(abs(breaks[0][0] - at / 1000))
        worst = max(worst, abs(offset - 12), abs(breaks[0][1] - by / 1000))
    off.sort()
    if not off:
        return f"| – | – | – | – | {wrong} |"
    return (f"| {worst:.2f} | {off[len(off) // 2]:.2f} | "
            f"{off[len(off) * 9 // 10]:.2f} | "
            f"{100 * sum(o <= 0.5 for o in off) // len(off)} % | {wrong} |")


def main():
    tool, devsets = sys.argv[1:3]
    heard = dict(a.split("=", 1) for a in sys.argv[3:])
    print("45 s at 25 places, 12 s in front; seconds. wrong: not found, or "
          "more than is there\n")
    print("| set | sound | what | offset, worst | break, median | 90 % | "
          "≤ 0.5 s | wrong |\n| --- | --- | --- | --- | --- | --- | --- | --- |")
    for captions in sorted(glob.glob(os.path.join(devsets, "*", "*.vtt"))):
        name = os.path.basename(os.path.dirname(captions))
        cues = read_cues(captions)
        sounds = {"made up": make_up(cues, random.Random(1))}
        if name in heard:
            lines = [l.split() for l in open(heard[name])]
            sounds["heard"] = [[int(l[0]), int(l[1])] for l in lines
                               if len(l) > 1]
        for sound, speech in sounds.items():
            verdict, _, breaks, took = find(tool, captions, speech,
                                            cues[-1][1] + 1000)
            print(f"| {name} | {sound} | unchanged: {verdict}, "
                  f"{len(breaks)} breaks, {took:.0f} ms | | | | | |")
            for kind in ("silence", "music", "talk", "missing"):
                for border in (True, False):
                    where = "between cues" if border else "anywhere"
                    print(f"| {name} | {sound} | {kind}, {where} "
                          + row(tool, captions, cues, speech, kind, border),
                          flush=True)


main()
