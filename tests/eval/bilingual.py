"""How good cues in two languages are to read: whether the second one's
sentences begin and end where cues do, whether its words are those that are said,
how calm both are, how much of the screen they take. Judged by the cues and the
gold, with no word from the program's own check.
"""
import difflib, json, os, re, subprocess

import captions as C
import sets
import style

# A sentence of a language with spaces ends here; what follows begins one.
SENTENCE = re.compile(r"[.!?…][\"'”’)\]]*$")
ABBREVIATIONS = re.compile(r"(?:^|[\s(])(?:Mr|Mrs|Ms|Dr|St|vs|etc|e\.g|i\.e|U\.S|[A-Z])\.$")
QUIET = 1.25  # s; a shorter cue flickers
FAST = (20, 26)  # letters a second
APART = 1  # s that a sentence's words are said before it or after
NEAR = 2  # words that hang on a line's wrong side of a sentence's border


def begins_one(word):
    return bool(re.match(r"[\"'“‘(\[]*[A-Z0-9]", word))


def at(values, share):
    values = sorted(values)
    return values[min(len(values) - 1, int(len(values) * share))] if values else 0


class Second:
    """Words of the second language, by cue; borders: numbers of words at which a sentence ends."""

    def __init__(self, cues):
        self.words, self.runs = [], []
        for cue in cues:
            first = len(self.words)
            self.words += " ".join(cue["second"]).split()
            self.runs.append((first, len(self.words)))
        self.borders = {k + 1 for k, w in enumerate(self.words)
                        if SENTENCE.search(w) and not ABBREVIATIONS.search(w)
                        and (k + 1 == len(self.words) or begins_one(self.words[k + 1]))} | {0}

    def inner(self, run):
        return [b for b in self.borders if run[0] < b < run[1]]

    def whole(self, run):
        return run[0] in self.borders and run[1] in self.borders

    def strays(self, run):
        return run[1] - run[0] == 1 and not self.whole(run)

    def torn(self, run):
        """A sentence begins or ends just inside the line, and goes on beyond it."""
        inner = self.inner(run)
        return bool(inner) and (run[1] not in self.borders and run[1] - max(inner) <= NEAR
                                or run[0] not in self.borders and min(inner) - run[0] <= NEAR)


def letters(lines):
    return sum(len(x) for x in lines)


def spoken(captions):
    """Letters, and seconds that they are said in: what no cutting can make calmer."""
    return sum(len(t) + 1 for _, _, t in captions), sum(b - a for a, b, _ in captions)


def said_at(second, captions):
    """When each word of the cues is said; they are the captions' own, in order."""
    words = C.words_of(captions)
    matcher = difflib.SequenceMatcher(None, [w for _, _, w in words], second.words, autojunk=False)
    return {b + k: words[a + k][0] for a, b, n in matcher.get_matching_blocks() for k in range(n)}


def apart(cues, second, captions, sentences):
    """Of the sentences that a cue begins with: those whose first word is said at another time."""
    at, times = 0, said_at(second, captions)
    text, begins, n = "", {}, 0
    for k, cue in enumerate(cues):
        begins[len(text)] = k
        text += sets.letters("".join(cue["lines"]))
    for sentence in sentences:
        key = sets.letters(sentence.text)
        place = text.find(key, at)
        if place < 0:
            continue
        at = place + len(key)
        first = second.runs[begins[place]][0] if place in begins and cues[begins[place]]["second"] else None
        n += sentence.counts and first in times and abs(times[first] - sentence.start) > APART
    return n


def judge(document, captions, limit, sentences):
    cues = document["cues"]
    second = Second(cues)
    runs = [r for r in second.runs if r[1] > r[0]]
    lasts = [max(0.001, c["end"] - c["start"]) for c in cues]
    lines = [len(c["lines"]) + len(c["second"]) for c in cues]
    ours = [sum(style.width(x, True) for x in c["lines"]) / t for c, t in zip(cues, lasts)]
    theirs = [letters(c["second"]) / t for c, t in zip(cues, lasts) if c["second"]]
    borders = second.borders - {0}
    ends = {r[1] for r in runs}
    n_letters, seconds = spoken(captions)
    first = style.judge([style.Cue(c["lines"], round(c["start"] * 1000), round(c["end"] * 1000), c["turn"])
                         for c in cues], style.Text(document), document, True, *style.GUIDES["zh"], [])
    return {
        "cues": len(cues),
        **{name: first[name] for name in ("hard", "clause", "dangling")},
        "both": f"{len(runs) / len(cues):.1%}",
        "said": f"{len(second.words) / sum(len(t.split()) for _, _, t in captions):.1%}",
        "apart": apart(cues, second, captions, sentences),
        "strays": sum(map(second.strays, runs)),
        "torn": sum(map(second.torn, runs)),
        "inside": sum(bool(second.inner(r)) for r in runs),
        "ragged": sum(bool(second.inner(r)) and not second.whole(r) for r in runs),
        "borders": f"{len(borders & ends) / max(1, len(borders)):.1%}",
        "brief": sum(t < QUIET for t in lasts),
        "2 lines": sum(n <= 2 for n in lines),
        "3": sum(n == 3 for n in lines),
        "4": sum(n == 4 for n in lines),
        "5+": sum(n > 4 for n in lines),
        "long": sum(len(x) > limit for c in cues for x in c["second"]),
        "zh cps": f"{at(ours, 0.5):.1f}/{at(ours, 0.9):.1f}",
        "2nd cps": f"{at(theirs, 0.5):.1f}/{at(theirs, 0.9):.1f}",
        "spoken": f"{n_letters / seconds:.1f}",
        "> 20": sum(x > FAST[0] for x in theirs),
        "> 26": sum(x > FAST[1] for x in theirs),
    }


COLUMNS = ["cues", "hard", "clause", "dangling", "both", "said", "apart", "strays", "torn", "inside", "ragged",
           "borders", "brief", "2 lines", "3", "4", "5+", "long", "zh cps", "2nd cps", "spoken", "> 20", "> 26"]


def document_of(one, program, dictionary):
    command = [program, "-q", "--json", "--bilingual", "notes-first", "--captions", one.captions,
               "--dictionary", dictionary or "none", one.path]
    run = subprocess.run(command, stdout=subprocess.PIPE)
    if run.returncode:
        raise SystemExit(f"eval: {one.path}: exit code {run.returncode}")
    return json.loads(run.stdout)


def print_bilingual(episodes, program, dictionary):
    """Chinese notes with English captions."""
    print(f"\n{'two languages':24}" + "".join(f"{c:>10}" for c in COLUMNS))
    for one in episodes:
        if not one.path or not one.captions or one.name.split()[-1] != "zh":
            continue
        document = document_of(one, program, dictionary)
        row = judge(document, C.read(one.captions), style.GUIDES["en"][0], one.notes.sentences())
        print(f"{one.name:24}" + "".join(f"{row[c]:>10}" for c in COLUMNS))
        if os.environ.get("EVAL_SHOW"):
            show(document)


def show(document):
    """Cues with a stray word, torn sentences, sentences inside: S, T, R."""
    second = Second(document["cues"])
    for k, (cue, run) in enumerate(zip(document["cues"], second.runs)):
        flags = ("S" if second.strays(run) else "") + ("T" if second.torn(run) else "") + (
            "R" if second.inner(run) and not second.whole(run) else "")
        if flags:
            print(f"   {k + 1:5} {flags:3} {' / '.join(cue['lines'])} | {' / '.join(cue['second'])}")
