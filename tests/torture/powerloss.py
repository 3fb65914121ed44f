"""What a disk may hold after the power failed: replays what shim.c has logged.

A write reaches the disk when a sync of its file returns, or at any time before,
in any order with the others that wait, whole or by sectors. A name is there for
good when its folder was synced. Changes of size count as writes do. For every
sync, and for the end, all subsets of what waits are tried; beyond CAP of them
each one alone, each one missing, each prefix, and chosen ones at random from a
fixed seed; each write is torn at its sectors besides.
"""
import itertools, os, random

SECTOR = 512
DATA = {"write", "pwrite", "pwritev", "writev", "copy_file_range", "sendfile", "clone"}
SIZE = {"ftruncate", "fallocate"}
NAMES = {"open", "rename", "link", "unlink"}
SYNC = {"fsync", "fdatasync"}
IGNORED = {"flock", "fcntl", "fsetxattr", "fallocate-keep"}


class Write:
    def __init__(self, file, at, data):
        self.file, self.at, self.data = file, at, data

    def on(self, disk):
        old = disk.bytes[self.file]
        old += bytes(max(0, self.at - len(old)))
        disk.bytes[self.file] = old[:self.at] + self.data + old[self.at + len(self.data):]

    def pieces(self):
        """The same write by sectors of the file."""
        first = SECTOR - self.at % SECTOR
        edges = [0, *range(first, len(self.data), SECTOR), len(self.data)]
        return [Write(self.file, self.at + a, self.data[a:b]) for a, b in zip(edges, edges[1:])]


class Size:
    def __init__(self, file, size, grow):
        self.file, self.size, self.grow = file, size, grow

    def on(self, disk):
        old = disk.bytes[self.file]
        size = max(len(old), self.size) if self.grow else self.size
        disk.bytes[self.file] = old[:size] + bytes(max(0, size - len(old)))


class Name:
    """A file gets one name and loses another, at once."""

    def __init__(self, file, gets, loses):
        self.file, self.gets, self.loses = file, gets, loses

    def on(self, disk):
        if self.loses:
            disk.names.pop(self.loses, None)
        if self.gets:
            disk.names[self.gets] = self.file

    def folders(self):
        return {os.path.dirname(p) for p in (self.gets, self.loses) if p}


class Disk:
    def __init__(self, names, contents):
        self.names, self.bytes = names, contents

    def copy(self):
        return Disk(dict(self.names), dict(self.bytes))

    def read(self, path):
        return self.bytes.get(self.names.get(path))


class Replay:
    """start: {path: (inode, bytes)} before the run."""

    def __init__(self, start, calls):
        self.disk = Disk({p: i for p, (i, _) in start.items()}, {i: b for i, b in start.values()})
        self.seen = {i: i for i, _ in start.values()}
        self.paths = set(start)
        self.calls = calls

    def file(self, call, path):
        """The file of an inode; one that is new has its name to get first."""
        inode = call["inode"]
        if inode not in self.seen:
            self.seen[inode] = f"{inode}-{call['n']}"
            self.disk.bytes[self.seen[inode]] = b""
            if not path.endswith(" (deleted)"):
                self.paths.add(path)
                self.waiting.append(Name(self.seen[inode], path, None))
        return self.seen[inode]

    def named(self, call):
        kind, path, to = call["call"], call["path"], call["to"]
        if kind == "unlink":
            self.paths.discard(path)
            gone = [i for i, f in self.seen.items() if f not in self.disk.names.values()]
            self.waiting.append(Name(None, None, path))
            return gone
        if kind == "open" and path not in self.paths:
            self.seen.pop(call["inode"], None)
        file = self.file(call, path)
        if kind == "open":
            if call["at"]:
                self.waiting.append(Size(file, 0, False))
        else:
            self.paths.add(to)
            self.waiting.append(Name(file, to, path if kind == "rename" else None))
        return []

    def sync(self, call):
        if call["path"] in {f for op in self.waiting if isinstance(op, Name) for f in op.folders()}:
            done = [op for op in self.waiting if isinstance(op, Name) and call["path"] in op.folders()]
        else:
            file = self.file(call, call["path"])
            done = [op for op in self.waiting if not isinstance(op, Name) and op.file == file]
        for op in done:
            op.on(self.disk)
        self.waiting = [op for op in self.waiting if op not in done]

    def epochs(self):
        """(disk as it is for certain, what waits) before each sync and at the end."""
        self.waiting = []
        for call in self.calls:
            kind = call["call"]
            if kind in SYNC:
                yield self.disk.copy(), list(self.waiting)
                self.sync(call)
            elif kind in DATA:
                data = bytes.fromhex(call["data"])
                self.waiting.append(Write(self.file(call, call["path"]), call["at"], data))
            elif kind in SIZE:
                size = call["at"] if kind == "ftruncate" else call["at"] + call["len"]
                self.waiting.append(Size(self.file(call, call["path"]), size, kind == "fallocate"))
            elif kind in NAMES:
                self.named(call)
            elif kind not in IGNORED:
                raise SystemExit(f"power loss: {kind} is not known")
        yield self.disk.copy(), list(self.waiting)


def subsets(n, cap, dice):
    """Sets of indices below n."""
    if 1 << n <= cap:
        yield from (set(c) for k in range(n + 1) for c in itertools.combinations(range(n), k))
        return
    everything = set(range(n))
    yield from (set(range(k)) for k in range(n + 1))
    yield from (everything - {i} for i in range(n))
    yield from ({i} for i in range(n))
    for _ in range(max(0, cap - 3 * n)):
        yield {i for i in range(n) if dice.random() < 0.5}


def torn(write, dice):
    """Parts of one write: lists of sectors."""
    pieces = write.pieces()
    n = len(pieces)
    if n <= 3:
        chosen = [c for k in range(1, n) for c in itertools.combinations(range(n), k)]
    else:
        chosen = [range(k) for k in sorted({1, n // 4, n // 2, n - 1} - {0})]
        chosen += [range(k, n) for k in (1, n // 2)]
        chosen += [[i for i in range(n) if dice.random() < 0.5] for _ in range(3)]
    return [[pieces[i] for i in c] for c in chosen]


def selections(waiting, cap, dice):
    """Lists of what reached the disk, in the order of the calls."""
    for chosen in subsets(len(waiting), cap, dice):
        yield [op for i, op in enumerate(waiting) if i in chosen]
    for i, op in enumerate(waiting):
        if not isinstance(op, Write):
            continue
        names = [o for o in waiting if isinstance(o, Name)]
        for part in torn(op, dice):
            yield waiting[:i] + part
            yield waiting[:i] + part + waiting[i + 1:]
            yield part + names


def states(start, calls, cap):
    """Each disk that a failure of power may leave, and how it came about."""
    dice = random.Random(7)
    for number, (certain, waiting) in enumerate(Replay(start, calls).epochs()):
        for k, reached in enumerate(selections(waiting, cap, dice)):
            disk = certain.copy()
            for op in reached:
                op.on(disk)
            yield f"before sync {number + 1}, {len(reached)} of {len(waiting)} written ({k})", disk
