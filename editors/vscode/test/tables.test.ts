import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pieces } from '../src/builder/tables.ts';

test('a table in a message is told from the words around it', () => {
  assert.deepEqual(pieces('Before.\n| a | b |\n| --- | ---: |\n| 1 | x\\|y |\n| 2 | |\nAfter.'), [
    { text: 'Before.' },
    { head: ['a', 'b'], rows: [['1', 'x|y'], ['2', '']] },
    { text: 'After.' },
  ]);
});

test('bars without a rule below are words', () => {
  assert.deepEqual(pieces('| yes |\nor no'), [{ text: '| yes |\nor no' }]);
});

test('a table at the end, cut off while it streams, is drawn as far as it came', () => {
  assert.deepEqual(pieces('| a |\n| - |'), [{ head: ['a'], rows: [] }]);
  assert.deepEqual(pieces(''), []);
});
