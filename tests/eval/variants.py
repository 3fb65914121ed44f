"""Notes as other people would have written them, made from a set: each takes
notes and a random generator and gives notes whose gold still holds.
"""
from sets import Notes, Sentence


def no_headings(notes, rng):
    notes.blocks = [b for b in notes.blocks if b[0] != "heading"]
    return notes


def top_level_only(notes, rng):
    notes.entries = [e for e in notes.entries if e[0] == 1]
    return notes


def inner_level_only(notes, rng):
    notes.entries = [[1, e[1], e[2]] for e in notes.entries if e[0] > 1] or notes.entries
    return notes


def entries_dropped(notes, rng):
    notes.entries = [e for e in notes.entries if rng.random() > 0.4] or notes.entries
    return notes


def stamps_shifted(notes, rng):
    for entry in notes.entries:
        entry[1] = max(0, int(entry[1] + rng.gauss(0, 2)))
    seconds = sorted(e[1] for e in notes.entries)
    for entry, second in zip(notes.entries, seconds):
        entry[1] = second
    return notes


def stamps_wrong(notes, rng):
    for entry in notes.entries:
        if rng.random() < 0.06:
            entry[1] = max(0, int(entry[1] + rng.choice([-1, 1]) * rng.uniform(20, 90)))
    return notes


def passages(notes, rng):
    """Every few sentences; one in five is chosen."""
    chosen, left, inside = set(), 0, False
    for i in range(len(notes.sentences())):
        if left == 0:
            left, inside = rng.randint(3, 12), rng.random() < 0.2
        left -= 1
        if inside:
            chosen.add(i)
    return chosen


def edit(notes, change):
    """change(index, sentence) gives the sentence, another one, or None."""
    k, blocks = 0, []
    for block in notes.blocks:
        if block[0] == "heading":
            blocks.append(block)
            continue
        kept = [change(k + i, s) for i, s in enumerate(block[2])]
        k += len(kept)
        kept = [s for s in kept if s]
        if kept:
            blocks.append((block[0], block[1], kept))
    notes.blocks = blocks
    return notes


def condensed(notes, rng):
    chosen = passages(notes, rng)

    def shorter(i, s):
        if i not in chosen or len(s.text) < 24:
            return s
        return Sentence(s.text[: max(16, len(s.text) * 2 // 5)] + ("。" if s.text.rstrip()[-1:] == "。" else ". "),
                        s.start, s.counts)

    return edit(notes, shorter)


def passages_missing(notes, rng):
    chosen = passages(notes, rng)
    return edit(notes, lambda i, s: None if i in chosen and rng.random() < 0.9 else s)


def piece(begin, end, whole_outline=False):
    def make(notes, rng):
        starts = [s.start for s in notes.sentences()]
        t0, t1 = (starts[0] + (starts[-1] - starts[0]) * f for f in (begin, end))
        t1 += end == 1
        edit(notes, lambda i, s: s if t0 <= s.start < t1 else None)
        while begin > 0 and notes.blocks[0][0] == "heading":
            notes.blocks.pop(0)
        while notes.blocks[-1][0] == "heading":
            notes.blocks.pop()
        if whole_outline:
            return notes
        off = notes.sentences()[0].start
        notes.entries = [[e[0], max(0, int(e[1] - off)), e[2]] for e in notes.entries if off - 0.5 <= e[1] < t1]
        blocks = [b if b[0] == "heading" else (b[0], b[1], [Sentence(s.text, s.start - off, s.counts) for s in b[2]])
                  for b in notes.blocks]
        piece = Notes(notes.before, notes.entries, notes.between, blocks)
        piece.offset = off
        return piece

    return make


def one_turn(notes, rng):
    sentences = notes.sentences()
    label = next(b[1] for b in notes.blocks if b[0] == "turn")
    notes.blocks = [("turn", label, sentences)]
    return notes


def no_outline(notes, rng):
    notes.entries = []
    return notes


# name, maker, seeds
VARIANTS = [
    ("no headings", no_headings, 1),
    ("level 1 only", top_level_only, 1),
    ("level 2 only", inner_level_only, 1),
    ("40 % of entries dropped", entries_dropped, 3),
    ("stamps off by 2 s", stamps_shifted, 3),
    ("6 % of stamps wrong", stamps_wrong, 3),
    ("passages condensed", condensed, 3),
    ("passages missing", passages_missing, 3),
    ("first third", piece(0, 0.35), 1),
    ("middle third", piece(0.3, 0.65), 1),
    ("last third", piece(0.6, 1), 1),
    ("dialogue: first half only", piece(0, 0.5, True), 1),
    ("dialogue: last half only", piece(0.5, 1, True), 1),
    ("one turn, no headings", one_turn, 1),
]
