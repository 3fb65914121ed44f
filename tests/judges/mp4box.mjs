// mp4box.js as a reader: takes paths, one a line, and prints for each a line of
// JSON: {path, wrong, untidy, moovs, tracks: [{type, codec, samples}]}. Wrong:
// it is not ready to play, has not just one moov, or samples outside the file.
// Untidy: what it complains of and reads all the same, bytes behind the last
// box above all.
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { createFile, Log, MP4BoxBuffer } from 'mp4box';

const PIECE = 1 << 20;

// mp4box.js asks for what it wants next, so that an mdat need not be read.
function parse(fd, size) {
  const file = createFile();
  const found = { file, ready: false, wrong: [], untidy: [] };
  file.onReady = () => { found.ready = true; };
  file.onError = (module, message) => { found.wrong.push(`${module}: ${message}`); };
  const complain = Log.error;
  Log.error = (module, message) => { found.untidy.push(`${module}: ${message}`); };
  for (let at = 0, turns = 0; at < size; turns++) {
    const bytes = new ArrayBuffer(Math.min(PIECE, size - at));
    readSync(fd, new Uint8Array(bytes), 0, bytes.byteLength, at);
    const next = file.appendBuffer(MP4BoxBuffer.fromArrayBuffer(bytes, at));
    at = next > at ? next : at + bytes.byteLength;
    if (turns > 100000) throw new Error('it does not come to an end');
  }
  file.flush();
  Log.error = complain;
  return found;
}

function judge(path) {
  const fd = openSync(path, 'r');
  try {
    const { size } = fstatSync(fd);
    const { file, ready, wrong, untidy } = parse(fd, size);
    if (!ready) wrong.push('not ready');
    const moovs = file.boxes.filter((b) => b.type === 'moov').length;
    if (moovs !== 1) wrong.push(`${moovs} moov boxes`);
    const end = file.boxes.reduce((n, b) => Math.max(n, b.start + b.size), 0);
    if (end !== size) untidy.push(`boxes end at ${end} of ${size}`);
    const tracks = (file.moov?.traks ?? []).map((trak) => {
      const outside = (trak.samples ?? [])
        .filter((s) => s.offset < 0 || s.offset + s.size > size);
      if (outside.length) wrong.push(`${outside.length} samples outside`);
      return {
        type: trak.mdia.hdlr.handler,
        codec: trak.mdia.minf.stbl.stsd.entries[0]?.type,
        samples: trak.samples?.length ?? 0,
      };
    });
    return { path, wrong: wrong.join('; '), untidy: untidy.join('; '), moovs, tracks };
  } catch (thrown) {
    return { path, wrong: String(thrown), untidy: '', moovs: 0, tracks: [] };
  } finally {
    closeSync(fd);
  }
}

for await (const path of createInterface({ input: process.stdin }))
  process.stdout.write(`${JSON.stringify(judge(path))}\n`);
