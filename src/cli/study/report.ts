/** What a study has given, as JSON and as a table. */
import type {ClauseResult} from '../../studies/kit/clauses.ts';
import {summary} from '../../studies/kit/judge.ts';
import {standardError} from '../../studies/kit/statistics/summary.ts';
import type {Study} from '../../studies/kit/study.ts';
import type {Measured} from './measure.ts';

export interface About {
  slug: string;
  study: Study;
  /** Whether these are the results on file, or an exploration. */
  registered: boolean;
  seeds: readonly number[];
  backend: string;
  measured: Measured;
}

export const studyJson = ({slug, study, registered, seeds, backend, measured}: About) => {
  const {build, seconds, values, firstLosses, claim} = measured;
  return {
    ...{slug, registered, seeds, backend, build},
    seconds: Number(seconds.toFixed(1)),
    arms: study.arms.map(({name, label}) => ({
      ...{name, label},
      metrics: Object.fromEntries(
        study.measures.map((one) => [one.name, {...summary(values[name][one.name]), values: values[name][one.name]}]),
      ),
      firstLosses: firstLosses[name],
    })),
    claim,
  };
};

export function* studyTable({slug, study, seeds, backend, measured}: About): Generator<string> {
  const {values, claim} = measured;
  yield `${slug}, seed${seeds.length > 1 ? 's' : ''} ${seeds.join(', ')}, on ${backend}`;
  yield '';
  const rows = study.arms.map(({name}) => [name, ...study.measures.map((one) => cell(values[name][one.name]))]);
  yield* table([['mean, 95 %', ...study.measures.map(({name}) => name)], ...rows]);
  yield '';
  for (const [i, clause] of claim.clauses.entries()) yield* clauseLines(clause, i + 1);
  yield `The claim: ${claim.verdict}.`;
}

function* clauseLines(clause: ClauseResult, number: number): Generator<string> {
  const {text, kind, margin, effect, ci95, adjusted, values, verdict, note} = clause;
  yield `${number}. ${text}`;
  const interval = ci95 ? ` [${ci95.map(short).join(', ')}]` : '';
  const limit = margin === null ? '' : `, margin ${short(margin)}`;
  const tested = adjusted === null ? '' : `, adjusted p ${short(adjusted)}`;
  yield `   ${verdict}: ${kind}, ${short(effect)}${interval}${limit}${tested}`;
  if (values.length > 1) yield `   ${eachSeed(values)}`;
  if (note) yield `   ${note}`;
}

/** What the pilots of a study must say: "with each seed 0.04, 0.051; standard deviation 0.00778". */
const eachSeed = (values: readonly number[]): string =>
  `with each seed ${values.map(short).join(', ')}; standard deviation ${short(standardError(values) * Math.sqrt(values.length))}`;

/** "0.512 [0.498, 0.526]" */
function cell(values: readonly number[]): string {
  const {mean, ci95} = summary(values);
  return ci95 ? `${short(mean)} [${ci95.map(short).join(', ')}]` : short(mean);
}

const short = (value: number) => String(Number(value.toPrecision(3)));

function* table(rows: readonly (readonly string[])[]): Generator<string> {
  const widths = rows[0].map((_, k) => Math.max(...rows.map((row) => row[k].length)));
  for (const row of rows) {
    yield row
      .map((text, k) => (k === 0 ? text.padEnd(widths[k]) : text.padStart(widths[k])))
      .join('  ')
      .trimEnd();
  }
}
