/**
 * What a claim comes to with the values that were measured. The unit is the seed: each clause has one number for each, and n is
 * the number of seeds, never arms times seeds. (Only in `members` clauses arms are the unit.)
 *
 * A clause shows when its test passes at level 0.05 after Holm's correction over the clauses that are tested. It does not
 * show when its interval of 95 %, which is not adjusted, lies wholly outside the claimed region. Else it is unclear. A claim
 * shows when all its clauses do, and does not when any of them does not.
 */
import type {ClaimResult, Clause, ClauseResult, Values, Verdict} from './clauses.ts';
import {bootstrap, percentiles95, shareAtMost} from './statistics/bootstrap.ts';
import {correlation, fisherZ, largestCorrelation, scoresOf, weightedPearson} from './statistics/correlation.ts';
import {holm} from './statistics/holm.ts';
import {upperTail} from './statistics/studentT.ts';
import {type Interval, interval95, mean, standardError, varies} from './statistics/summary.ts';

export {summary} from './statistics/summary.ts';

const LEVEL = 0.05;

/** With fewer arms a correlation says next to nothing. */
const FEWEST_ARMS = 5;

type OfKind<K extends Clause['kind']> = Extract<Clause, {kind: K}>;

/** The claimed region, open at both ends. */
type Region = readonly [above: number, below: number];

/** A clause before Holm's correction: `verdict` where it is settled without a test. */
type Judged = Omit<ClauseResult, 'adjusted' | 'verdict'> & {region: Region; verdict?: Verdict};

interface Claim {
  clauses: readonly Clause[];
  values: Values;
  /** Those of the values, in order: errors and notes name them. */
  seeds: readonly number[];
}

/** Throws an error that names arm, measure and seed where a clause's value is missing or not finite. */
export function judge({clauses, values, seeds}: Claim): ClaimResult {
  const table = new Table(values, seeds);
  const judged = clauses.map((clause) => judgeClause(clause, table));
  const tested = judged.flatMap(({p}, i) => (p === null ? [] : [{i, p}]));
  const adjusted = new Map(holm(tested.map(({p}) => p)).map((p, k) => [tested[k].i, p]));
  const results = judged.map((one, i) => concluded(one, adjusted.get(i) ?? null));
  return {clauses: results, verdict: together(results.map(({verdict}) => verdict))};
}

function concluded({region, verdict, ...result}: Judged, adjusted: number | null): ClauseResult {
  const passes = adjusted !== null && adjusted <= LEVEL;
  return {
    ...result,
    adjusted,
    verdict: verdict ?? (passes ? 'shows' : isOutside(result.ci95, region) ? 'does not show' : 'unclear'),
  };
}

const isOutside = (interval: Interval | null, [above, below]: Region): boolean =>
  interval !== null && (interval[1] <= above || interval[0] >= below);

function together(verdicts: readonly Verdict[]): Verdict {
  if (verdicts.includes('does not show')) return 'does not show';
  return verdicts.length > 0 && verdicts.every((verdict) => verdict === 'shows') ? 'shows' : 'unclear';
}

function judgeClause(clause: Clause, table: Table): Judged {
  switch (clause.kind) {
    case 'greater':
    case 'noninferior':
    case 'equivalent':
      return judgeCompared(clause, table);
    case 'correlation':
      return judgeCorrelation(clause, table);
    case 'exact':
      return judgeExact(clause, table);
    case 'members':
      return judgeMembers(clause, table);
  }
}

function judgeCompared(clause: OfKind<'greater' | 'noninferior' | 'equivalent'>, table: Table): Judged {
  const {kind, text, measure, margin} = clause;
  if (kind !== 'greater' && !(margin > 0)) throw wrong(clause, `its margin is ${margin}; it must be above 0`);
  const arms = weightsOf(clause.arms).map(([arm, weight]) => table.row(clause, arm, measure).map((v) => weight * v));
  if (arms.length === 0) throw wrong(clause, 'it names no arm');
  const values = table.seeds.map((_, i) => arms.reduce((sum, row) => sum + row[i], 0));
  const region = regionOf(kind, margin);
  const beside = {text, kind, margin, effect: mean(values), values, region};
  return {...beside, ...tested(values, region, Math.max(...arms.flat().map(Math.abs)))};
}

const weightsOf = (arms: readonly [string, string] | Readonly<Partial<Record<string, number>>>) =>
  isPair(arms)
    ? ([
        [arms[0], 1],
        [arms[1], -1],
      ] as const)
    : Object.entries(arms).map(([arm, weight]) => [arm, weight ?? 0] as const);

const isPair = (arms: readonly [string, string] | object): arms is readonly [string, string] => Array.isArray(arms);

function regionOf(kind: 'greater' | 'noninferior' | 'equivalent', margin: number): Region {
  if (kind === 'greater') return [margin, Infinity];
  return [-margin, kind === 'equivalent' ? margin : Infinity];
}

/**
 * One-sided t tests of the mean against each finite end of the region; p is the largest. `size` is that of the numbers behind
 * the values: what varies less than they are rounded does not vary.
 */
function tested(
  values: readonly number[],
  [above, below]: Region,
  size: number,
): Pick<Judged, 'ci95' | 'p' | 'verdict' | 'note'> {
  const untested = {ci95: null, p: null};
  const centre = mean(values);
  if (values.length < 2) return {...untested, verdict: 'unclear', note: 'One seed only: nothing can be tested.'};
  if (!varies(values, size)) {
    const verdict = centre > above && centre < below ? 'shows' : 'does not show';
    return {...untested, verdict, note: 'Every seed gave the same value: it is stated, not tested.'};
  }
  const error = standardError(values);
  const df = values.length - 1;
  const p = Math.max(...[centre - above, below - centre].map((beyond) => upperTail(beyond / error, df)));
  return {ci95: interval95(values), p};
}

function judgeCorrelation(clause: OfKind<'correlation'>, table: Table): Judged {
  const {kind, text, by, sign, margin} = clause;
  const [x, y] = clause.of.map((measure) => table.columns(clause, clause.arms, measure));
  const measured = x.map((column, i) => correlation(by, column, y[i]));
  const values = measured.map((r) => (Number.isNaN(r) ? 0 : r));
  const largest = largestCorrelation(by, clause.arms.length);
  if (Math.abs(margin) >= largest) {
    throw wrong(
      clause,
      `its margin is ${margin}; with ${clause.arms.length} arms it must be below ${largest.toFixed(4)}`,
    );
  }
  const bound = Math.atanh(margin);
  const zs = values.map((r) => fisherZ(r, largest));
  const {ci95, ...test} = tested(zs, sign === 'positive' ? [bound, Infinity] : [-Infinity, -bound], 1);
  return {
    ...{text, kind, margin, effect: Math.tanh(mean(zs)), values, ...test},
    ci95: ci95 && [Math.tanh(ci95[0]), Math.tanh(ci95[1])],
    region: sign === 'positive' ? [margin, Infinity] : [-Infinity, -margin],
    ...noted(test.note, withoutVariance(measured, table)),
  };
}

/** What is said where a measure is the same for all arms, so that there is no correlation. */
function withoutVariance(measured: readonly number[], {seeds}: Table): string | undefined {
  const flat = seeds.filter((_, i) => Number.isNaN(measured[i]));
  if (flat.length === 0) return undefined;
  return `A measure is the same for all arms with ${named(flat)}, where the correlation is counted as 0.`;
}

function judgeExact(clause: OfKind<'exact'>, table: Table): Judged {
  const {kind, text, atLeast = -Infinity, atMost = Infinity} = clause;
  if (atLeast === -Infinity && atMost === Infinity) throw wrong(clause, 'it has no bound: give atLeast or atMost');
  const values = [...table.row(clause, clause.arm, clause.measure)];
  const broken = table.seeds.filter((_, i) => values[i] < atLeast || values[i] > atMost);
  return {
    ...{text, kind, margin: null, effect: mean(values), ci95: null, p: null, values, region: [atLeast, atMost]},
    verdict: broken.length === 0 ? 'shows' : 'does not show',
    ...noted(broken.length > 0 ? `The bound is not met with ${named(broken)}.` : undefined),
  };
}

/** With 8 to 24 members the bootstrap is a little too sure: simulated without a difference it shows one in about 6 %, not 5 %. */
function judgeMembers(clause: OfKind<'members'>, table: Table): Judged {
  const {kind, text, by, margin} = clause;
  const [first, second, other] = [...clause.of, clause.with].map((measure) =>
    table.columns(clause, clause.arms, measure).map((column) => scoresOf(by, column)),
  );
  const difference = (seed: number, counts: ArrayLike<number>) => {
    const scores = other[seed](counts);
    const r = (of: typeof first) => weightedPearson(of[seed](counts), scores, counts);
    return r(first) - r(second);
  };
  const values = table.seeds.map((_, seed) =>
    difference(
      seed,
      clause.arms.map(() => 1),
    ),
  );
  const sorted = values.some(Number.isNaN)
    ? undefined
    : bootstrap(
        clause.arms.length,
        (counts) => table.seeds.reduce((sum, _, seed) => sum + difference(seed, counts), 0) / values.length,
      );
  if (!sorted) throw wrong(clause, 'a measure is the same for nearly all its arms, so that there is no correlation');
  const effect = mean(values);
  const beside = {text, kind, margin, effect, values, region: [margin, Infinity] as const};
  if (varies([sorted[0], sorted[sorted.length - 1]], 1))
    return {...beside, ci95: percentiles95(sorted), p: shareAtMost(sorted, margin)};
  const note = 'Every resample of the arms gave the same value: it is stated, not tested.';
  return {...beside, ci95: null, p: null, verdict: effect > margin ? 'shows' : 'does not show', note};
}

function noted(...sentences: readonly (string | undefined)[]): {note?: string} {
  const said = sentences.filter((sentence) => sentence !== undefined);
  return said.length > 0 ? {note: said.join(' ')} : {};
}

const named = (seeds: readonly number[]): string => `seed${seeds.length > 1 ? 's' : ''} ${seeds.join(', ')}`;

const wrong = ({text}: Clause, what: string): Error => new Error(`The clause "${text}" cannot be judged: ${what}.`);

/** Values by arm and measure, each checked when it is asked for. */
class Table {
  readonly seeds: readonly number[];
  private readonly values: Values;

  constructor(values: Values, seeds: readonly number[]) {
    if (seeds.length === 0) throw new Error('A claim cannot be judged without a seed.');
    this.values = values;
    this.seeds = seeds;
  }

  /** A measure of an arm, by seed. */
  row(clause: Clause, arm: string, measure: string): readonly number[] {
    const row = this.values[arm]?.[measure];
    if (!row) throw wrong(clause, `there are no values of the measure ${measure} of the arm ${arm}`);
    for (const [i, seed] of this.seeds.entries()) {
      if (Number.isFinite(row[i])) continue;
      throw wrong(
        clause,
        `the measure ${measure} of the arm ${arm} is ${row[i]} with seed ${seed}; it must be a finite number`,
      );
    }
    return row.slice(0, this.seeds.length);
  }

  /** A measure of the arms side by side, for each seed. */
  columns(clause: Clause, arms: readonly string[], measure: string): number[][] {
    if (arms.length < FEWEST_ARMS) throw wrong(clause, `it has ${arms.length} arms; it needs at least ${FEWEST_ARMS}`);
    const rows = arms.map((arm) => this.row(clause, arm, measure));
    return this.seeds.map((_, i) => rows.map((row) => row[i]));
  }
}
