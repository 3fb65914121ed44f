// Reads a WebVTT file with two readers that are not ours: webvtt-parser (the
// specification's own, a validator) and vtt.js (Firefox's). Both must find no
// error, the same cues, the same times and the same text.
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import assert from 'node:assert/strict';

globalThis.navigator ??= { userAgent: '' }; // vtt.js looks, Node 20 has none
const require = createRequire(import.meta.url);
const { WebVTTParser } = require('webvtt-parser');
const { WebVTT, VTTCue, VTTRegion } = require('vtt.js');

// The little of a document that vtt.js builds a cue's text into.
function textNode(text) {
  return { textContent: text };
}
function element(name) {
  const children = [];
  return {
    localName: name,
    style: {},
    appendChild: (child) => children.push(child),
    get textContent() {
      return children.map((c) => c.textContent).join('');
    },
    get elements() {
      return children.filter((c) => c.localName);
    },
  };
}
const window = {
  VTTCue,
  VTTRegion,
  document: { createElement: element, createTextNode: textNode },
};

// WebVTT's escapes. The parser's own table lacks the semicolons and leaves them
// in the text.
const ESCAPES = { '&amp;': '&', '&lt;': '<', '&gt;': '>' };

function readStrict(text, mode) {
  const { cues, errors } = new WebVTTParser(ESCAPES).parse(text, mode);
  assert.deepEqual(errors, [], 'webvtt-parser finds errors');
  return cues.map((cue) => {
    const nodes = cue.tree.children;
    assert.ok(nodes.every((n) => n.type === 'text'), 'markup in a cue');
    const words = nodes.map((n) => n.value).join('');
    return { start: cue.startTime, end: cue.endTime, text: words };
  });
}

function readFirefox(text) {
  const cues = [];
  const parser = new WebVTT.Parser(window, WebVTT.StringDecoder());
  parser.oncue = (cue) => {
    const tree = WebVTT.convertCueToDOMTree(window, cue.text);
    assert.equal(tree.elements.length, 0, 'markup in a cue');
    const words = tree.textContent;
    cues.push({ start: cue.startTime, end: cue.endTime, text: words });
  };
  parser.onparsingerror = (error) => assert.fail(`vtt.js: ${error.message}`);
  parser.parse(text);
  parser.flush();
  return cues;
}

// vtt.js decodes "&amp;lt;" to the end, to "<": it gets what is left of it.
function decodeAgain(text) {
  const names = { amp: '&', lt: '<', gt: '>', lrm: '\u200e', rlm: '\u200f', nbsp: '\u00a0' };
  const more = text.replace(/&(amp|lt|gt|lrm|rlm|nbsp);/g, (_, n) => names[n]);
  return more === text ? text : decodeAgain(more);
}

// mode: 'metadata' or 'chapters' as webvtt-parser has it, or undefined.
export function readVtt(path, mode) {
  const text = readFileSync(path, 'utf8');
  const cues = readStrict(text, mode);
  assert.deepEqual(readFirefox(text),
    cues.map((cue) => ({ ...cue, text: decodeAgain(cue.text) })),
    'the two readers differ');
  return cues;
}

// The same of a file in which each cue is one voice's: {start, end, text,
// voice}. webvtt-parser only, which leaves the escapes in a voice's name that the
// specification decodes.
export function readVoices(path) {
  const text = readFileSync(path, 'utf8');
  const { cues, errors } = new WebVTTParser(ESCAPES).parse(text);
  assert.deepEqual(errors, [], 'webvtt-parser finds errors');
  return cues.map((cue) => {
    const [node, ...others] = cue.tree.children;
    assert.equal(others.length, 0, 'more than a voice');
    assert.equal(node.name, 'v');
    assert.ok(node.children.every((n) => n.type === 'text'), 'markup in a cue');
    const words = node.children.map((n) => n.value).join('');
    return { start: cue.startTime, end: cue.endTime, text: words,
      voice: node.value.replace(/&(amp|lt|gt);/g, (escape) => ESCAPES[escape]) };
  });
}

// Any two cues lie apart, or one inside the other: WebVTT's nested cues.
export function assertNested(cues) {
  const open = [];
  for (const cue of cues) {
    assert.ok(cue.end > cue.start, 'an empty cue');
    while (open.length > 0 && open.at(-1).end <= cue.start) open.pop();
    if (open.length > 0) {
      assert.ok(cue.end <= open.at(-1).end, `${cue.text} sticks out`);
    }
    open.push(cue);
  }
}
