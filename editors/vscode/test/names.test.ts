import assert from 'node:assert/strict';
import { test } from 'node:test';
import { problemOfName } from '../src/skills/names.ts';

for (const name of ['a', 'report2', 'weekly-report', 'x'.repeat(64)]) {
  test(`'${name}' is a name`, () => assert.equal(problemOfName(name), undefined));
}

for (const name of ['', 'Report', 'weekly report', '-report', 'report-', 'a--b', '../up', 'bericht/neu', 'größe', 'x'.repeat(65)]) {
  test(`'${name}' is no name`, () => assert.notEqual(problemOfName(name), undefined));
}
