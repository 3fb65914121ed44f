// node schema.mjs SCHEMA.json FILE.json…: each file is what the schema says,
// its members in the schema's order (those not required may be missing), its times with three decimals; and what
// a schema cannot say: indices that count, references that exist, times in
// order.
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import assert from 'node:assert/strict';

const require = createRequire(import.meta.url);
const Ajv = require('ajv');
const [schemaPath, ...files] = process.argv.slice(2);
const schema = JSON.parse(readFileSync(schemaPath, 'utf8'));
const validate = new Ajv({ allErrors: true, allowUnionTypes: true })
  .compile(schema);

function assertOrder(value, rule) {
  const found = rule.$ref ? schema.definitions[rule.$ref.split('/').at(-1)] : rule;
  if (Array.isArray(value)) {
    for (const item of value) assertOrder(item, found.items);
  } else if (value && typeof value === 'object') {
    const keys = Object.keys(found.properties)
      .filter((key) => key in value || found.required.includes(key));
    assert.deepEqual(Object.keys(value), keys);
    for (const [key, inner] of Object.entries(value)) {
      assertOrder(inner, found.properties[key]);
    }
  }
}

function assertCounted(list) {
  list.forEach((item, i) => assert.equal(item.index, i, 'index'));
}

function assertTimeline(doc) {
  [doc.chapters, doc.turns, doc.cues].forEach(assertCounted);
  let last = 0;
  for (const chapter of doc.chapters) {
    assert.ok(chapter.start >= last && chapter.end >= chapter.start);
    last = chapter.start;
    if (chapter.parent !== null) {
      const parent = doc.chapters[chapter.parent];
      assert.ok(parent.index < chapter.index && parent.level < chapter.level);
      assert.ok(parent.start <= chapter.start && chapter.end <= parent.end);
    }
    assert.equal(chapter.turn === null, chapter.sentence === null);
    if (chapter.turn !== null) {
      assert.ok(doc.turns[chapter.turn].sentences[chapter.sentence]);
    }
  }
  last = 0;
  for (const turn of doc.turns) {
    assert.equal(turn.start, turn.sentences[0].start);
    assert.equal(turn.end, turn.sentences.at(-1).end);
    for (const sentence of turn.sentences) {
      assert.ok(sentence.start >= last && sentence.end >= sentence.start);
      last = sentence.end;
    }
  }
  last = 0;
  for (const cue of doc.cues) {
    assert.ok(cue.start >= last && cue.end > cue.start, `cue ${cue.index}`);
    assert.equal(cue.turn === null, doc.captions?.subtitles === true);
    if (cue.turn !== null) {
      assert.equal(cue.speaker, doc.turns[cue.turn].speaker);
    }
    last = cue.end;
  }
}

for (const file of files) {
  const text = readFileSync(file, 'utf8');
  const doc = JSON.parse(text);
  assert.ok(validate(doc), `${file}: ${JSON.stringify(validate.errors)}`);
  assertOrder(doc, schema);
  // Behind a key of such a name stands a number, whatever the texts say: in a
  // text its quotes would be escaped.
  for (const [, time] of text.matchAll(/"(?:start|end)": ([^,}\n]*)/g)) {
    assert.match(time, /^\d+\.\d{3}$/);
  }
  assertTimeline(doc);
  console.log(`ok ${file}`);
}
