"""Captions as other people and machines would have made them, from a set's own:
a caption is (start, end, text) in seconds; the gold still holds.
"""
import random, re

STAMP = re.compile(r"(?:(\d+):)?(\d+):(\d+)[.,](\d+)\s*-->\s*(?:(\d+):)?(\d+):(\d+)[.,](\d+)")


def read(path):
    cues = []
    for block in re.split(r"\n\s*\n", open(path, encoding="utf-8").read()):
        m = STAMP.search(block)
        if not m:
            continue
        g = [int(x or 0) for x in m.groups()]
        start, end = (g[i] * 3600 + g[i + 1] * 60 + g[i + 2] + g[i + 3] / 1000 for i in (0, 4))
        cues.append((start, end, " ".join(block[m.end():].split())))
    return cues


def clock(seconds):
    ms = max(0, round(seconds * 1000))
    return f"{ms // 3600000:02}:{ms // 60000 % 60:02}:{ms // 1000 % 60:02}.{ms % 1000:03}"


def write(cues, path):
    with open(path, "w", encoding="utf-8") as f:
        f.write("WEBVTT\n\n")
        for start, end, text in cues:
            f.write(f"{clock(start)} --> {clock(end)}\n{text}\n\n")


def words_of(cues):
    """(start, end, word): in proportion to the letters within a cue."""
    out = []
    for start, end, text in cues:
        words = text.split()
        total, at = sum(len(w) + 1 for w in words), 0
        for w in words:
            out.append((start + (end - start) * at / total, start + (end - start) * (at + len(w)) / total, w))
            at += len(w) + 1
    return out


def bare(text):
    return re.sub(r"[^\w' -]+", "", text).lower().strip()


def no_marks(cues, rng):
    return [(a, b, bare(t)) for a, b, t in cues if bare(t)]


def recut(cues, rng, marks=False):
    """Cut anew every two to four seconds, wherever that falls."""
    out, line = [], []
    limit = rng.uniform(2, 4)
    for a, b, w in words_of(cues):
        w = w if marks else bare(w)
        if not w:
            continue
        if line and (b - line[0][0] > limit or a - line[-1][1] > 1):
            out.append((line[0][0], line[-1][1], " ".join(x[2] for x in line)))
            line, limit = [], rng.uniform(2, 4)
        line.append((a, b, w))
    return out + [(line[0][0], line[-1][1], " ".join(x[2] for x in line))]


def rolling(cues, rng):
    """As automatic ones roll up: two lines, each shown again above the next; words timed inside."""
    lines, out = [], []
    for a, b, text in recut(cues, rng):
        lines.append((a, b, text))
    for i, (a, b, text) in enumerate(lines):
        words = text.split()
        timed = words[0] + "".join(
            f"<{clock(a + (b - a) * k / len(words))}><c> {w}</c>" for k, w in enumerate(words) if k)
        above = lines[i - 1][2] if i else " "
        end = max(b, min(lines[i + 1][0], b + 2)) if i + 1 < len(lines) else b
        out.append((a, end - 0.01, f"{above}\n{timed}"))
        out.append((end - 0.01, end, f"{text}\n "))
    return out


def errors(cues, rng):
    """One word in eight is recognised as another one of the episode."""
    all_words = [bare(w) for _, _, w in words_of(cues)]
    return recut([(a, b, " ".join(rng.choice(all_words) if rng.random() < 0.125 else w for w in t.split()))
                  for a, b, t in cues], rng)


def long_cues(cues, rng):
    """Paragraphs of about twelve seconds."""
    out = []
    for a, b, t in cues:
        if out and b - out[-1][0] < 12 and a - out[-1][1] < 1:
            out[-1] = (out[-1][0], b, out[-1][2] + " " + t)
        else:
            out.append((a, b, t))
    return out


def hole(cues, rng):
    """Three minutes are missing."""
    at = rng.uniform(0.2, 0.7) * cues[-1][1]
    return [c for c in cues if not at <= c[0] < at + 180]


def first_half(cues, rng):
    return [c for c in cues if c[1] < cues[-1][1] / 2]


def last_half(cues, rng):
    return [c for c in cues if c[0] > cues[-1][1] / 2]


AD = """This episode is brought to you by people who sell mattresses. Do you sleep well? Most of us do not, and it shows
the next morning. Go to our site and use the code at checkout to get ten percent off your first order. It takes two
minutes, and shipping is free in the whole country. We have used it for a year now and would not go back. Again, that is
ten percent off, and you support the show. Now back to the conversation we were having, and thanks for listening."""


def chatter(cues, rng):
    """Sounds, speaker marks, and a text that nobody translated in the place of music."""
    out = []
    for a, b, t in cues:
        if out and a - out[-1][1] > 0.4 and rng.random() < 0.2:
            out.append((out[-1][1] + 0.05, a - 0.05, "[Music]"))
        out.append((a, b, (">> " if rng.random() < 0.1 else "") + t))
    return out


def advertised(cues, rng, length=75):
    """Captions of a copy with an advertisement in it, their clock put back: it takes no time at all."""
    at = rng.randrange(len(cues) // 4, len(cues) * 3 // 4)
    words = AD.split()
    a = cues[at][1]
    room = max(cues[at + 1][0] - a, 0.02)
    n = 10
    step = (len(words) + n - 1) // n
    ads = [(a + room * i / n, a + room * (i + 1) / n, " ".join(words[i * step : (i + 1) * step])) for i in range(n)]
    return cues[: at + 1] + [x for x in ads if x[2]] + cues[at + 1 :]


def said_in(notes, cues):
    """By block: the captions' text while its turn speaks."""
    turns = [(k, b[2][0].start) for k, b in enumerate(notes.blocks) if b[0] == "turn" and b[2]]
    words, said = words_of(cues), {}
    for (k, start), (_, end) in zip(turns, turns[1:] + [(0, 1e9)]):
        said[k] = " ".join(w for a, b, w in words if start - 0.05 <= a < end - 0.05)
    return said


def bilingual(form, share=1.0, change=lambda text, rng: text):
    """Notes that hold the original beside the translation, of a share of the turns."""
    def make(notes, cues, rng):
        said = {k: change(text, rng) for k, text in said_in(notes, cues).items() if text and rng.random() < share}
        notes.beside = lambda k, text: form.format(text=text, said=said[k]) if k in said else text
        return notes

    return make


def edited(text, rng):
    """As a transcript's editor leaves it: one word in eight gone, one in twenty another."""
    words = [w for w in text.split() if rng.random() > 0.125 or w[-1] in ".?!"]
    return " ".join(rng.choice(words) if rng.random() < 0.05 else w for w in words)


def by_paragraph(notes, cues, rng):
    """One speech without labels and headings, a paragraph and its original in turn; one in five has none."""
    blocks = [b for b in notes.blocks if b[0] == "turn" and b[2]]
    notes.blocks = [("turn", blocks[0][1] if k == 0 else "", b[2]) for k, b in enumerate(blocks)]
    return bilingual("{text}\n\n{said}", 0.8)(notes, cues, rng)


def by_turn(notes, cues, rng):
    """Three turns' text as three paragraphs of one, and the original of all three behind them."""
    blocks = [b for b in notes.blocks if b[0] == "turn" and b[2]]
    said = said_in(notes, cues)
    said = [said[k] for k, b in enumerate(notes.blocks) if b[0] == "turn" and b[2]]
    notes.blocks = [("turn", b[1] if k % 3 == 0 else "", b[2]) for k, b in enumerate(blocks)]

    def beside(k, text):
        last = k % 3 == 2 or k + 1 == len(said)
        return FOLDED.format(text=text, said="\n\n".join(said[k - k % 3 : k + 1])) if last else text

    notes.beside = beside
    return notes


FOLDED = "{text}\n\n<details><summary>Original</summary>\n\n{said}\n\n</details>"

# name, maker, seeds
BILINGUAL = [
    ("original folded away", bilingual(FOLDED), 1),
    ("original below", bilingual("{text}\n\n{said}"), 1),
    ("original of half the turns", bilingual(FOLDED, 0.5), 3),
    ("original, edited", bilingual(FOLDED, 1, edited), 2),
    ("original without marks", bilingual(FOLDED, 1, lambda text, rng: bare(text)), 1),
    ("original below four paragraphs in five", by_paragraph, 2),
    ("original of three paragraphs", by_turn, 1),
]
BILINGUAL_CAPTIONS = [
    ("", lambda cues, rng: cues),
    (", cut anew, no marks", recut),
    (", auto", rolling),
    (", one word in eight wrong", errors),
]

# name, maker, seeds
CAPTIONS = [
    ("as they are", lambda cues, rng: cues, 1),
    ("lower case, no marks", no_marks, 1),
    ("cut anew, with marks", lambda cues, rng: recut(cues, rng, True), 2),
    ("cut anew, no marks", recut, 2),
    ("rolling, words timed", rolling, 2),
    ("one word in eight wrong", errors, 2),
    ("long cues", long_cues, 1),
    ("three minutes missing", hole, 3),
    ("first half only", first_half, 1),
    ("last half only", last_half, 1),
    ("sounds, >>", chatter, 1),
    ("an advertisement inside", advertised, 3),
]
