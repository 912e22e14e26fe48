import {expect} from 'vitest';
import {failures, type Row} from '../reference/checks/row.ts';

/** Every row holds, and there is at least one. */
export function expectAllHold(rows: readonly Row[]): void {
  expect(rows.length).toBeGreaterThan(0);
  expect(failures(rows)).toEqual([]);
}
