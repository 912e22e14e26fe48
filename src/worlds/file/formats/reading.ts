/** The result of reading a file of any kind. */
import type {OwnData} from '../../../engine/own.ts';
import type {ReadTable} from './csv.ts';
import {counted, FEWEST_ROWS, Refusal, type RowProblem, RowProblems} from './rows.ts';

export type Reading =
  | {ok: true; data: OwnData; leftOut: number; notes: string[]}
  | {
      ok: false;
      /** What is wrong with the whole file. */
      sentence: string;
      problems: RowProblem[];
      /** How many rows would have to be left out so that the rest can be used; 0 where that does not help. */
      canLeaveOut: number;
    };

export interface Options {
  /** Whether to leave out invalid rows and use the rest. */
  leaveOut: boolean;
  /** From 0 to 1. */
  progress(done: number): void;
}

/** The result for a file that was refused; any other error is thrown again. */
export function refusalOf(error: unknown): Reading {
  if (!(error instanceof Refusal)) throw error;
  return {ok: false, sentence: error.message, problems: [], canLeaveOut: 0};
}

/** The result of a file whose rows were read: data where enough rows are valid, else problems. */
export function readingOf(
  name: string,
  leaveOut: boolean,
  read: (problems: RowProblems) => ReadTable,
  problems = new RowProblems(),
): Reading {
  try {
    const {data, notes} = read(problems);
    const bad = problems.count;
    const enough = data.rows >= FEWEST_ROWS;
    if (bad > 0 && !(leaveOut && enough)) {
      const sentence = `${name} has ${counted(bad, 'row')} that cannot be used${enough ? '' : ` and ${data.rows} that can; at least ${FEWEST_ROWS} are needed`}.`;
      return {ok: false, sentence, problems: problems.told, canLeaveOut: enough ? bad : 0};
    }
    if (!enough) throw new Refusal(`${name} has ${counted(data.rows, 'row')}; it must have at least ${FEWEST_ROWS}.`);
    return {ok: true, data, leftOut: bad, notes};
  } catch (error) {
    return refusalOf(error);
  }
}
