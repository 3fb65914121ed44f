// Judges of the subtitle and transcript formats that hostile.mjs asks: FFmpeg
// (its readers of ASS and LRC), mpv (libass), imsc (IMSC 1.1), xmllint, the
// WebVTT readers, JSON.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { ffmpegCues, mpvTexts } from './tools.mjs';
import { readVoices } from './vtt.mjs';

// Its part that draws needs a browser: only those that read are loaded.
const load = createRequire(import.meta.url);
const imsc = { ...load('imsc/src/main/js/doc.js'), ...load('imsc/src/main/js/isd.js') };

// [{start, end, text}] of a TTML file, as imsc lays it out; it may find nothing
// to complain of.
export function readTtml(path) {
  const complain = (what) => (message) => assert.fail(`imsc: ${what}: ${message}`);
  const handler = { info() {}, warn: complain('warning'), error: complain('error'),
    fatal: complain('fatal') };
  const doc = imsc.fromXML(readFileSync(path, 'utf8'), handler);
  const times = doc.getMediaTimeEvents();
  const words = (node) => (node.kind === 'br' ? '\n' : (node.text ?? '') +
    (node.contents ?? []).map(words).join(''));
  const ms = (t) => t === undefined ? t : Math.round(t * 1000) / 1000;
  return times.map((start, i) => ({ start: ms(start), end: ms(times[i + 1]),
    text: imsc.generateISD(doc, start, handler).contents.map(words).join('') }))
    .filter(({ text }) => text !== '');
}

// What is asked: the cues of the texts in `shown`, {cases, shown, cues, file,
// same, bare, trimLines, oneLine, fits} as hostile.mjs has them.
export function subtitleJudges(t) {
  const { cases, cues, shown, file, same, bare, trimLines, oneLine,
    fits } = t;
  const braces = (s) => s.replaceAll('{', '｛').replaceAll('}', '｝');
  const plain = (s) => braces(bare(trimLines(s)));
  const wide = (a, b) => /[\u2e80-\u9fff\uff00-\uffef]$/u.test(a) && /^[\u2e80-\u9fff\uff00-\uffef]/u.test(b);
  const joined = ({ text }) => {
    const line = oneLine(text);
    return wide(line, line) ? line + line : `${line} ${line}`;
  };
  // Names of voices have their white space collapsed by readers.
  const name = (text) => oneLine(text).replace(/[ \t]+/g, ' ').trim();
  return {
    'ass in ffmpeg'() {
      same(ffmpegCues(file(0, 'ass')).map((c) => ({ ...c,
        text: bare(trimLines(c.text.replaceAll('\\N', '\n'))) })),
      cues.map((c) => ({ ...c, text: plain(c.text) })), 'ass');
    },

    async 'ass in mpv'() {
      // mpv hands out a few thousand characters of a cue.
      const some = cues.filter(fits);
      const have = await mpvTexts(file(0, 'ass'), some.map((c) => c.start + 1));
      same(have.map(trimLines).map(bare), some.map((c) => plain(c.text)), 'ass');
    },

    'ttml in imsc'() {
      for (const i of cases.keys()) {
        execFileSync('xmllint', ['--noout', '--huge', file(i, 'ttml')]);
      }
      same(readTtml(file(0, 'ttml')), cues, 'ttml');
    },

    'lrc in ffmpeg'() {
      const have = ffmpegCues(file(0, 'lrc'), 'lrc').filter((c) => c.text !== '');
      assert.deepEqual(have.map((c) => c.start), cues.map((c) => c.start));
      have.forEach((c, i) => {
        const text = bare(trimLines(c.text)).replaceAll(/\\([{}\\])/g, '$1');
        const want = bare(trimLines(joined(shown[i])));
        assert.ok(text.endsWith(want), `lrc: ${text} is not …${want}`);
      });
    },

    bcc() {
      for (const i of cases.keys()) {
        const { body } = JSON.parse(readFileSync(file(i, 'bcc'), 'utf8'));
        same(body.map((c) => ({ start: c.from, end: c.to, text: c.content })),
          cues, 'bcc');
        assert.ok(body.every((c) => c.location === 2));
      }
    },

    'podcast-json'() {
      const doc = JSON.parse(readFileSync(file(0, 'podcast-json'), 'utf8'));
      assert.equal(doc.version, '1.0.0');
      same(doc.segments, shown.map((c, i) => ({ speaker: oneLine(c.text),
        startTime: cues[i].start, endTime: cues[i].end,
        body: doc.segments[i].body })), 'podcast-json');
      doc.segments.forEach((s, i) => assert.equal(
        s.body.replaceAll(' ', ''), cues[i].text.replaceAll(/[ \n]/g, '')));
    },

    'podcast-vtt'() {
      for (const i of cases.keys()) {
        same(readVoices(file(i, 'podcast-vtt')),
          cues.map((c, k) => ({ ...c, voice: name(shown[k].text) })),
          'podcast-vtt');
      }
    },
  };
}
