// node hostile.mjs CASES.tsv FOLDER: FOLDER is what tests/support/write_formats
// made of the cases; every text must come back from somebody else's reader as
// it went in, for each text format.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isBlank, oneLine, readCases } from './cases.mjs';
import { ffmpegCues, mpvChapters, mpvTexts, probe } from './tools.mjs';
import { subtitleJudges } from './subtitles.mjs';
import { assertNested, readVtt } from './vtt.mjs';

const [casesPath, folder] = process.argv.slice(2);
const cases = readCases(casesPath);
const STEP = 12; // seconds; TEST_VIEW_STEP
const file = (globals, format) => join(folder, String(globals), format);

// Cues and chapters that have a text, with the times they were given.
const shown = cases
  .map(({ text }, i) => ({ text, start: i * STEP }))
  .filter(({ text }) => !isBlank(text));
const cues = shown.map(({ text, start }) => ({
  start: start + 1,
  end: start + STEP - 1,
  text: `${oneLine(text)}\n${oneLine(text)}`,
}));

function same(have, want, what) {
  have.forEach((h, i) => assert.deepEqual(h, want[i], `${what}: number ${i}`));
  assert.equal(have.length, want.length, `${what}: how many`);
}

const WORD_JOINER = /\u2060/g;
const bare = (text) => text.replace(WORD_JOINER, '');
const judges = {
  vtt() {
    for (const i of cases.keys()) same(readVtt(file(i, 'vtt')), cues, 'vtt');
  },

  'chapters-vtt'() {
    const want = shown.map(({ text, start }) => ({
      start,
      end: start + STEP,
      text: oneLine(text),
    }));
    for (const i of cases.keys()) {
      const have = readVtt(file(i, 'chapters-vtt'), 'chapters');
      same(have, want, 'chapters-vtt');
      assertNested(have);
    }
  },

  // FFmpeg's inner form has \N for a line break and {…} for overrides: what was
  // text must not have become one.
  'srt in ffmpeg'() {
    same(
      ffmpegCues(file(0, 'srt')).filter(fits)
        .map((c) => ({ ...c, text: bare(trimLines(c.text.replaceAll('\\N', '\n'))) })),
      cues.filter(fits).map((c) => ({ ...c, text: srtText(c.text) })), 'srt');
  },

  async 'srt in mpv'() {
    const some = cues.filter(fits);
    const have = await mpvTexts(file(0, 'srt'), some.map((c) => c.start + 1));
    same(have.map(trimLines).map(bare), some.map((c) => srtText(c.text)), 'srt');
  },

  async 'vtt in mpv'() {
    // FFmpeg 5.1 takes \N and \h in WebVTT for line breaks and spaces, and mpv's
    // plain text leaves out what it escapes in braces; both are theirs.
    const some = cues.filter((c) => fits(c) && !/[\\{]/.test(c.text));
    const have = await mpvTexts(file(0, 'vtt'), some.map((c) => c.start + 1));
    same(have.map(trimLines), some.map((c) => trimLines(c.text)), 'vtt');
  },

  ffmetadata() {
    // A backslash at the end of a value is kept from the line end.
    const valueOf = (text) => text.replace(/\\$/, '\\\u2060');
    const titles = cases.map(({ text }, i) => ({
      start: i * STEP,
      end: (i + 1) * STEP,
      title: isBlank(text) ? '' : valueOf(oneLine(text)),
    }));
    cases.forEach(({ text }, i) => {
      const { chapters, tags } = probe(file(i, 'ffmetadata'));
      same(chapters, titles, 'ffmetadata');
      const value = isBlank(text) ? undefined : valueOf(oneLine(text));
      for (const key of ['title', 'album', 'date', 'comment']) {
        assert.equal(tags[key], value, `${key} of case ${i}`);
      }
      const lines = text.split('\n').map(oneLine).map(valueOf).join('\n');
      assert.equal(tags.description, value && lines, `description of ${i}`);
    });
  },

  async 'ffmetadata in mpv'() {
    const have = await mpvChapters(file(0, 'ffmetadata'), cases.length * STEP);
    have.forEach(({ title, time }, i) => {
      assert.equal(time, i * STEP);
      // mpv names a chapter that has no title itself.
      if (isBlank(cases[i].text)) return;
      assert.equal(bare(title), bare(oneLine(cases[i].text)));
    });
    assert.equal(have.length, cases.length);
  },

  youtube() {
    const text = readFileSync(file(0, 'youtube'), 'utf8');
    const stamp = (s) => `${Math.floor(s / 60)}:${String(s % 60).padStart(2, '0')}`;
    const want = cases.map(({ text: title }, i) =>
      `${stamp(i * STEP)} ${oneLine(title)}`
        .replaceAll('<', '＜').replaceAll('>', '＞'));
    same(text.split(/[\n\r\v\f\u0085\u2028\u2029]/).slice(0, -1), want, 'list');
  },

  json() {
    cases.forEach(({ text }, i) => {
      const doc = JSON.parse(readFileSync(file(i, 'json'), 'utf8'));
      for (const key of ['title', 'original_title', 'show', 'link', 'date',
        'category', 'language', 'summary']) {
        assert.equal(doc.episode[key], text, key);
      }
      const texts = cases.map((c) => c.text);
      const pick = (list, key) => same(list.map((x) => x[key]), texts, key);
      pick(doc.episode.people, 'name');
      pick(doc.episode.people, 'about');
      pick(doc.episode.tags, 'text');
      pick(doc.episode.key_points, 'text');
      pick(doc.episode.fields, 'key');
      pick(doc.episode.fields, 'value');
      pick(doc.episode.mind_map, 'title');
      pick(doc.chapters, 'title');
      pick(doc.turns, 'speaker');
      pick(doc.turns.map((t) => t.sentences[0]), 'text');
      pick(doc.cues, 'speaker');
      pick(doc.cues.map((c) => c.lines), 0);
      pick(doc.cues.map((c) => c.lines), 1);
    });
  },
};

// FFmpeg's reader of SubRip cuts lines at 4095 bytes.
function fits(cue) {
  return cue.text.length < 1300;
}

// FFmpeg's readers of text subtitles drop spaces at the ends of lines.
function trimLines(text) {
  return text.split('\n').map((line) => line.replace(/^ +| +$/g, '')).join('\n');
}

// SubRip cannot hold braces: they are full-width.
function srtText(text) {
  return bare(trimLines(text)).replaceAll('{', '｛').replaceAll('}', '｝');
}

Object.assign(judges, subtitleJudges({ cases, shown, cues, file, same, bare,
  trimLines, oneLine, fits }));

let failed = 0;
for (const [name, judge] of Object.entries(judges)) {
  try {
    await judge();
    console.log(`ok ${name}`);
  } catch (error) {
    failed++;
    console.log(`not ok ${name}: ${error.message}`);
  }
}
process.exit(failed > 0 ? 1 : 0);
