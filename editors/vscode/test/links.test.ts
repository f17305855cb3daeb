import assert from 'node:assert/strict';
import { test } from 'node:test';
import { stretches } from '../src/builder/links.ts';

test('an address becomes something to open, and what stands around it stays text', () => {
  assert.deepEqual(stretches('Open this link:\nhttp://127.0.0.1:5080/connect/aB-c_1\nIt works once.'), [
    { text: 'Open this link:\n' },
    { address: 'http://127.0.0.1:5080/connect/aB-c_1' },
    { text: '\nIt works once.' },
  ]);
});

test('the end of a sentence and brackets are not part of an address', () => {
  assert.deepEqual(stretches('See https://forge.example/a?b=1&c=2. And (https://x.example)!'), [
    { text: 'See ' },
    { address: 'https://forge.example/a?b=1&c=2' },
    { text: '. And (' },
    { address: 'https://x.example' },
    { text: ')!' },
  ]);
});

test('nothing else is opened', () => {
  for (const text of ['', 'no address', 'javascript:alert(1)', 'file:///etc/passwd', 'command:workbench.action.quit', 'http://']) {
    assert.deepEqual(stretches(text).filter((one) => 'address' in one), [], text);
  }

  assert.deepEqual(stretches('<a href="https://x.example">x</a>'), [
    { text: '<a href="' },
    { address: 'https://x.example' },
    { text: '">x</a>' },
  ]);
});
