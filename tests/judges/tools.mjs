// FFmpeg and mpv as readers.
import { execFileSync, spawn } from 'node:child_process';
import { connect } from 'node:net';
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { tmpdir } from 'node:os';
import { createInterface } from 'node:readline';

const BIG = { encoding: 'utf8', maxBuffer: 1 << 28 };

// {chapters: [{start, end, title}], tags: {}} of what ffprobe can open.
export function probe(path) {
  const args = ['-v', 'error', '-show_chapters', '-show_format', '-of', 'json'];
  const found = JSON.parse(execFileSync('ffprobe', [...args, path], BIG));
  const chapters = found.chapters.map((c) => ({
    start: Number(c.start_time),
    end: Number(c.end_time),
    title: c.tags?.title ?? '',
  }));
  return { chapters, tags: found.format.tags ?? {} };
}

// [{start, end, text}] of a subtitle file as FFmpeg decodes it; ASS, its inner
// form, has hundredths of a second and \N for line breaks.
// format: of a file whose ending does not tell.
export function ffmpegCues(path, format) {
  const forced = format ? ['-f', format] : [];
  const args = ['-v', 'error', ...forced, '-i', path, '-f', 'ass', '-'];
  const seconds = (t) => t.split(':').reduce((s, x) => 60 * s + Number(x), 0);
  return execFileSync('ffmpeg', args, BIG)
    .split(/\r?\n/)
    .filter((line) => line.startsWith('Dialogue:'))
    .map((line) => {
      const fields = line.slice('Dialogue: '.length).split(',');
      const text = fields.slice(9).join(',');
      return { start: seconds(fields[1]), end: seconds(fields[2]), text };
    });
}

// An mpv that holds `length` seconds of nothing, with options of the caller's.
class Mpv {
  static async open(length, options) {
    const mpv = new Mpv();
    mpv.folder = mkdtempSync(join(tmpdir(), 'judge-mpv-'));
    const socket = join(mpv.folder, 'ipc');
    const media = join(mpv.folder, 'black.mkv');
    const picture = `color=s=64x36:r=2:d=${length}`;
    execFileSync('ffmpeg', ['-v', 'error', '-f', 'lavfi', '-i', picture,
      '-c:v', 'mpeg4', '-g', '2', media]);
    mpv.process = spawn('mpv', ['--no-config', '--vo=null', '--ao=null',
      '--pause', '--hr-seek=yes', '--load-scripts=no', '--sub-auto=no',
      '--really-quiet',
      `--input-ipc-server=${socket}`, ...options, media],
      { stdio: 'ignore' });
    await mpv.connect(socket);
    await mpv.until('seekable', (v) => v === true);
    return mpv;
  }

  async connect(path) {
    this.waiting = new Map();
    this.serial = 0;
    for (let tries = 0; !this.socket; tries++) {
      try {
        this.socket = await new Promise((resolve, reject) => {
          const s = connect(path, () => resolve(s));
          s.on('error', reject);
        });
      } catch (error) {
        if (tries > 200) throw error;
        await new Promise((r) => setTimeout(r, 50));
      }
    }
    createInterface({ input: this.socket }).on('line', (line) => {
      const message = JSON.parse(line);
      this.waiting.get(message.request_id)?.(message);
      this.waiting.delete(message.request_id);
    });
  }

  ask(...command) {
    const request_id = ++this.serial;
    return new Promise((resolve) => {
      this.waiting.set(request_id, resolve);
      this.socket.write(`${JSON.stringify({ command, request_id })}\n`);
    });
  }

  async get(property) {
    return (await this.ask('get_property', property)).data;
  }

  async until(property, good, tries = 400) {
    while (tries-- > 0) {
      const value = await this.get(property);
      if (good(value)) return value;
      await new Promise((r) => setTimeout(r, 20));
    }
    throw new Error(`mpv: ${property} did not become what was waited for`);
  }

  // A seek that comes before mpv has begun to play is lost: asked again.
  async seek(time) {
    const there = (v) => Math.abs(v - time) < 0.6;
    for (let tries = 0; tries < 10; tries++) {
      await this.ask('seek', time, 'absolute+exact');
      await this.until('seeking', (v) => v === false);
      const at = await this.until('time-pos', there, 50).catch(() => null);
      if (at !== null) return;
    }
    throw new Error(`mpv: cannot seek to ${time}`);
  }

  async close() {
    this.socket.end();
    this.process.kill();
    await new Promise((r) => this.process.on('exit', r));
    rmSync(this.folder, { recursive: true, force: true });
  }
}

// What mpv shows of a subtitle file at each of the times; there must be a cue.
export async function mpvTexts(path, times) {
  const mpv = await Mpv.open(Math.ceil(times.at(-1)) + 10,
    [`--sub-file=${path}`]);
  try {
    const texts = [];
    for (const time of times) {
      await mpv.seek(time);
      texts.push(await mpv.until('sub-text', (v) => Boolean(v)));
    }
    return texts;
  } finally {
    await mpv.close();
  }
}

// [{title, time}] as mpv's chapter menu has them.
export async function mpvChapters(path, length) {
  const mpv = await Mpv.open(length, [`--chapters-file=${path}`]);
  try {
    return await mpv.until('chapter-list', (list) => list?.length > 0);
  } finally {
    await mpv.close();
  }
}
