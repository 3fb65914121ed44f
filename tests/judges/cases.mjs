// The texts of a case file, and what one line of a text format may keep of
// them. Written apart from the program: the same rules, other hands.
import { readFileSync } from 'node:fs';

const NAMED = { t: '\t', n: '\n', r: '\r' };

function unescape(field) {
  const bytes = [];
  const from = Buffer.from(field, 'utf8');
  for (let i = 0; i < from.length; i++) {
    const c = String.fromCharCode(from[i]);
    if (c !== '\\' || i + 1 === from.length) {
      bytes.push(from[i]);
      continue;
    }
    const next = String.fromCharCode(from[++i]);
    if (next === 'x') {
      bytes.push(parseInt(from.toString('latin1', i + 1, i + 3), 16));
      i += 2;
    } else {
      bytes.push((NAMED[next] ?? next).charCodeAt(0));
    }
  }
  return Buffer.from(bytes).toString('utf8');
}

export function readCases(path) {
  const lines = readFileSync(path, 'utf8').split('\n');
  const cases = lines
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => line.split('\t'))
    .map(([name, text]) => ({ name, text: unescape(text ?? '') }));
  cases.push({ name: 'long', text: '漢'.repeat(10000) });
  return cases;
}

// White space that breaks lines becomes a space, other controls go; what XML
// forbids is replaced.
export function oneLine(text) {
  return text
    .replace(/\r\n|[\t\n\v\f\r\u0085\u2028\u2029]/g, ' ')
    .replace(/[\u0000-\u001f\u007f-\u009f]/g, '')
    .replace(/[\ufffe\uffff]/g, '\ufffd');
}

export function isBlank(text) {
  return /^\p{White_Space}*$/u.test(oneLine(text));
}
