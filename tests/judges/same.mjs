// node same.mjs TIMELINE.json FORMAT FILE: the file, read by somebody else's
// reader, tells what the timeline tells: all cues or all chapters, in order,
// with their times and texts.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { ffmpegCues, probe } from './tools.mjs';
import { readTtml } from './subtitles.mjs';
import { assertNested, readVoices, readVtt } from './vtt.mjs';

const [timelinePath, format, file] = process.argv.slice(2);
const doc = JSON.parse(readFileSync(timelinePath, 'utf8'));
const cues = doc.cues.map(({ start, end, lines }) => ({
  start,
  end,
  text: lines.join('\n'),
}));
const bare = (text) => text.replaceAll('\u2060', '');

const judges = {
  vtt() {
    assert.deepEqual(readVtt(file), cues);
  },

  // Hundredths of a second are all that FFmpeg's inner form has.
  srt() {
    const have = ffmpegCues(file);
    assert.equal(have.length, cues.length);
    have.forEach((cue, i) => {
      assert.ok(Math.abs(cue.start - cues[i].start) < 0.011, `start of ${i}`);
      assert.ok(Math.abs(cue.end - cues[i].end) < 0.011, `end of ${i}`);
      assert.equal(bare(cue.text.replaceAll('\\N', '\n')), cues[i].text);
    });
  },

  ass() {
    judges.srt();
  },

  ttml() {
    assert.deepEqual(readTtml(file), cues);
  },

  bcc() {
    const { body } = JSON.parse(readFileSync(file, 'utf8'));
    assert.deepEqual(body.map((c) => ({ start: c.from, end: c.to, text: c.content })),
      cues);
  },

  // Names stand before the words of another speaker. Where lines became one a
  // comma may be back that they had dropped.
  lrc() {
    const have = ffmpegCues(file, 'lrc').filter((c) => c.text !== '');
    const joined = (text) => bare(text).replaceAll(/[\s，；、。]/g, '');
    assert.equal(have.length, cues.length);
    have.forEach((cue, i) => {
      assert.ok(Math.abs(cue.start - cues[i].start) < 0.011, `start of ${i}`);
      assert.ok(joined(cue.text).endsWith(joined(cues[i].text)), cue.text);
    });
  },

  'podcast-json'() {
    const { segments } = JSON.parse(readFileSync(file, 'utf8'));
    assert.deepEqual(segments.map((s) => [s.speaker, s.startTime, s.endTime]),
      doc.cues.map((c) => [c.speaker ?? undefined, c.start, c.end]));
  },

  'podcast-vtt'() {
    assert.deepEqual(readVoices(file), doc.cues.map((c, i) =>
      ({ ...cues[i], voice: c.speaker })));
  },

  // All sentences that are spoken, in order.
  transcript() {
    const text = bare(readFileSync(file, 'utf8')).replaceAll('\\', '');
    let at = 0;
    for (const { sentences } of doc.turns) {
      for (const sentence of sentences) {
        at = text.indexOf(sentence.text.replaceAll('\\', ''), at);
        assert.ok(at >= 0, sentence.text);
      }
    }
  },

  text() {
    judges.transcript();
  },

  // Entries without length lend their titles to the next: all titles are
  // there, and each cue is a chapter.
  'chapters-vtt'() {
    const have = readVtt(file, 'chapters');
    assertNested(have);
    const key = (c) => `${c.start} ${c.end}`;
    const times = new Set(doc.chapters.map(key));
    for (const cue of have) assert.ok(times.has(key(cue)), key(cue));
    for (const { title, start } of doc.chapters) {
      assert.ok(have.some((c) => c.start === start && c.text.includes(title)),
        title);
    }
  },

  // The flat list: every chapter's title stands where it starts, the last
  // ends with the episode.
  ffmetadata() {
    const { chapters, tags } = probe(file);
    assert.equal(tags.title, doc.episode.title ?? undefined);
    for (const { title, start } of doc.chapters) {
      assert.ok(chapters.some((c) => c.start === start &&
        c.title.includes(title)), title);
    }
    chapters.forEach((c, i) => {
      assert.equal(c.end, chapters[i + 1]?.start ?? doc.episode.end);
    });
  },

  youtube() {
    const lines = readFileSync(file, 'utf8').trimEnd().split('\n');
    const tops = doc.chapters.filter((c) => c.level === 1);
    for (const { title, start } of tops) {
      const s = Math.floor(start);
      const clock = s < 3600
        ? `${Math.floor(s / 60)}:${String(s % 60).padStart(2, '0')}`
        : `${Math.floor(s / 3600)}:${String(Math.floor(s / 60) % 60).padStart(2, '0')}:${String(s % 60).padStart(2, '0')}`;
      assert.ok(lines.some((line) => line.startsWith(`${clock} `) &&
        line.includes(title)), title);
    }
    const starts = new Set(tops.map((c) => c.start));
    assert.equal(lines.length, starts.size);
  },
};

judges[format]();
console.log(`ok ${format}`);
