"""Episodes with known times: notes as text that can be changed, and the true
start of every sentence. Sets lie beside the project (see run); two are made
here, from the samples, with invented times.
"""
import glob, os, random, re, unicodedata

ROW = re.compile(r"^(\s*)[*+-]\s+[*_`]*((?:\d+:)?\d{1,3}:\d\d)\s+(.*?)[*_`\s]*$")
LABEL = re.compile(r"^(\*\*[^*]+(?::\*\*|\*\*:|：\*\*|\*\*：)\s*)(.*)$")
HEADING = re.compile(r"^\*\*([^*]+)\*\*$")
SENTENCE = re.compile(r"[^。！？!?]*(?:[。！？!?]+|$)[”’\"）)」』]*")
SENTENCE_LATIN = re.compile(r".*?(?:[.!?]+[”’\"')]*(?=\s+[“\"(]?[A-Z])|$)", re.S)


def letters(text):
    return "".join(c for c in unicodedata.normalize("NFKC", text).lower() if c.isalnum())


def seconds(stamp):
    total = 0
    for part in stamp.split(":"):
        total = total * 60 + int(part)
    return total


def stamp(total):
    total = max(0, int(total))
    hours, rest = divmod(total, 3600)
    return f"{hours}:{rest // 60:02}:{rest % 60:02}" if hours else f"{rest // 60}:{rest % 60:02}"


class Sentence:
    """A sentence of the gold: its raw text in the notes, true start, whether it counts."""

    def __init__(self, text, start, counts=True):
        self.text, self.start, self.counts = text, start, counts


class Notes:
    """entries: [level, second, title]; blocks: ("heading", text), ("turn", label, [Sentence…])."""

    def __init__(self, before, entries, between, blocks):
        self.before, self.entries, self.between, self.blocks = before, entries, between, blocks
        self.offset = 0  # of its clock from the whole episode's
        self.beside = lambda turn, text: text  # what stands in the place of a turn's text

    def copy(self):
        blocks = [b if b[0] == "heading" else (b[0], b[1], list(b[2])) for b in self.blocks]
        copy = Notes(self.before, [list(e) for e in self.entries], self.between, blocks)
        copy.offset, copy.beside = self.offset, self.beside
        return copy

    def sentences(self):
        return [s for b in self.blocks if b[0] == "turn" for s in b[2]]

    def text(self):
        out = list(self.before)
        for level, second, title in self.entries:
            out.append(f"* **{stamp(second)} {title}**" if level == 1 else f"    * {stamp(second)} {title}")
        out += self.between + [""]
        for turn, block in enumerate(self.blocks):
            if block[0] == "heading":
                out += [f"**{block[1]}**", ""]
            elif block[2]:
                out += [self.beside(turn, block[1] + "".join(s.text for s in block[2]).strip()), ""]
        return "\n".join(out) + "\n"


def read_notes(path):
    """The notes; the dialogue's paragraphs are still whole, as strings."""
    lines = open(path, encoding="utf-8").read().splitlines()
    rows = [i for i, line in enumerate(lines) if ROW.match(line)]
    first = next(i for i in range(rows[-1] + 1, len(lines)) if LABEL.match(lines[i]) and not ROW.match(lines[i])
                 and any(re.match(r"^##? ", x) for x in lines[rows[-1] : i]))
    while first > rows[-1] and re.fullmatch(r"\*\*[^*]*\*\*|", lines[first - 1].strip()):
        first -= 1
    entries = [[1 if not ROW.match(lines[i])[1] else 2, seconds(ROW.match(lines[i])[2]), ROW.match(lines[i])[3]]
               for i in rows]
    blocks = []
    for line in lines[first:]:
        label, heading = LABEL.match(line.strip()), HEADING.match(line.strip())
        if label:
            blocks.append(("turn", label[1], label[2]))
        elif heading:
            blocks.append(("heading", heading[1]))
        elif line.strip() and line.strip() != "---" and blocks:
            blocks.append(("turn", "", line.strip()))
    return Notes(lines[: rows[0]], entries, lines[rows[-1] + 1 : first], blocks)


def cut_by_gold(notes, gold):
    """Cuts the paragraphs where the gold's sentences (key, start, counts) begin."""
    at, blocks = 0, []
    for block in notes.blocks:
        if block[0] == "heading":
            blocks.append(block)
            continue
        raw, places = block[2], [i for i, c in enumerate(block[2]) if letters(c)]
        flat = "".join(letters(raw[i])[:1] for i in places)
        found, begin = [], 0
        while at < len(gold):
            p = flat.find(gold[at][0], begin)
            if p < 0:
                break
            found.append((places[p], gold[at]))
            begin, at = p + 1, at + 1
        cuts = [0] + [p for p, _ in found[1:]] + [len(raw)]
        blocks.append(("turn", block[1], [Sentence(raw[cuts[i] : cuts[i + 1]], g[1], g[2])
                                          for i, (_, g) in enumerate(found)]))
    if at < 0.98 * len(gold):
        raise ValueError(f"only {at} of {len(gold)} sentences were found")
    notes.blocks = blocks
    return notes


def read_gold(path, skip):
    rows = [line.split("\t") for line in open(path, encoding="utf-8").read().splitlines()[1:]]
    return [(letters(r[4]), float(r[2]), int(r[0]) not in skip) for r in rows]


def read_anchors(path, gold_path):
    """For each entry the index of the gold sentence, and whether the reader was sure."""
    rows = [line.split("\t") for line in open(gold_path, encoding="utf-8").read().splitlines()[1:]]
    index = {(r[0], r[1]): i for i, r in enumerate(rows)}
    anchors = [line.split("\t") for line in open(path, encoding="utf-8").read().splitlines()[1:]]
    return [(index[(a[2], a[3])], a[4] != "low") for a in anchors]


class Set:
    def __init__(self, name, path, notes, anchors, captions=None):
        self.name, self.path, self.notes, self.anchors = name, path, notes, anchors
        self.captions = captions  # a file in the spoken language, or None


def nearest_anchors(notes):
    """Where stamps are exact: the sentence that starts nearest to half a second past each."""
    starts = [s.start for s in notes.sentences()]
    return [(min(range(len(starts)), key=lambda i: abs(starts[i] - e[1] - 0.5)), True) for e in notes.entries]


# The README beside a set says what is best left out.
SKIP = {"no-priors-80": {0, 1}}


def devsets(folder):
    sets = []
    for gold in sorted(glob.glob(os.path.join(folder, "*", "gold.??.tsv"))):
        base = os.path.dirname(gold)
        name, tag = os.path.basename(base), gold.split(".")[-2]
        paths = [os.path.join(base, f"notes.{tag}.md"), os.path.join(folder, "../seeds", f"{name}.{tag}.md")]
        path = next((p for p in paths if os.path.exists(p)), None)
        if not path:
            continue
        notes = cut_by_gold(read_notes(path), read_gold(gold, SKIP.get(name, set())))
        anchors = os.path.join(base, "gold.anchors.tsv")
        anchors = read_anchors(anchors, gold) if os.path.exists(anchors) else nearest_anchors(notes)
        captions = sorted(glob.glob(os.path.join(base, "captions.*.vtt")))
        sets.append(Set(f"{name} {tag}", path, notes, anchors, captions[0] if captions else None))
    return sets


def speak(notes, places, seed):
    """Invents the times: people speak unevenly, pause between turns, and each topic has a pace."""
    rng = random.Random(seed)
    now, pace, k = rng.choice([0.0, 0.0, 7.5]), 1.0, 0
    for block in notes.blocks:
        if block[0] == "heading":
            continue
        now += rng.uniform(0.1, 0.9)
        if rng.random() < 0.2:
            pace = rng.lognormvariate(0, 0.15)
        pieces = []
        wide = any("\u4e00" <= c <= "\u9fff" for c in block[2])
        for text in (SENTENCE if wide else SENTENCE_LATIN).findall(block[2]):
            if not text.strip():
                continue
            pieces.append(Sentence(text, round(now, 2)))
            units = len(letters(text)) if wide else len(letters(text)) / 3
            now += units / 5 * pace * rng.lognormvariate(0, 0.25) + rng.uniform(0.1, 0.4)
        block[2:] = [pieces]
    first = [b[2][0].start for b in notes.blocks if b[0] == "turn"]
    for entry, turn in zip(notes.entries, places):
        entry[1] = int(first[turn]) if turn else 0
    return notes


def invented(root, seeds=3):
    sets = []
    for line in open(os.path.join(root, "tests/eval/invented.tsv"), encoding="utf-8"):
        if line.startswith("#"):
            continue
        name, turns = line.rstrip("\n").split("\t")
        turns = [int(t) for t in turns.split()]
        for seed in range(seeds):
            notes = read_notes(os.path.join(root, "samples", name))
            notes.blocks = [list(b) for b in notes.blocks]
            speak(notes, turns, seed)
            blocks = [b for b in notes.blocks if b[0] == "turn"]
            begins = [sum(len(b[2]) for b in blocks[:t]) for t in turns]
            sets.append(Set(f"invented {name.split('-')[0]} {seed}", None, notes, [(b, True) for b in begins]))
    return sets
