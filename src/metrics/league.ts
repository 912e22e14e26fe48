/** Standard errors of a league's strengths, and their predictions, in double precision. */
import type {League} from '../worlds/points.ts';

/**
 * The expected score (win 1, tie 1/2) of a team that is stronger by d. The odds of a win, a tie and a loss are e^(d/2), nu
 * and e^(-d/2): Davidson (1970). Without ties, nu = 0, this is the logistic function of d: Bradley and Terry (1952).
 */
export function expectedScore(d: number, tieRate: number): number {
  const [win, tie, loss] = chances(d, tieRate);
  return (win + tie / 2) / (win + tie + loss);
}

/** The Fisher information of a match about d: the variance of its score. */
export function matchInformation(d: number, tieRate: number): number {
  const [win, tie, loss] = chances(d, tieRate);
  const total = win + tie + loss;
  return (win + loss) / total / 4 - ((win - loss) / total / 2) ** 2;
}

/** Odds of a win, a tie and a loss, scaled so that they do not overflow. */
function chances(d: number, tieRate: number): [number, number, number] {
  const most = Math.abs(d) / 2;
  return [Math.exp(d / 2 - most), tieRate * Math.exp(-most), Math.exp(-d / 2 - most)];
}

/** One team, seen and unseen. */
export interface Standing {
  team: number;
  /** Above or below the mean of the league's teams that were seen. */
  strength: number;
  /** Standard error of the strength; undefined where the matches say nothing about it. */
  error: number | undefined;
  /** Matches learnt from. */
  seen: number;
  /** Matches never trained on; of each, 1 for a win and 1/2 for a tie, and what the strengths expect: means. */
  unseen: number;
  won: number;
  expected: number;
}

/**
 * Every team by its weight. `weights`: one for each team, then the advantage of playing at home: d = w_home - w_away + h.
 *
 * The errors are those of the likeliest strengths: the information I = sum over matches of x x' i(d), x the match's
 * features, is that of the matches seen, at the weights of now. It does not know a league's mean, so the inverse is
 * Moore and Penrose's: the variance of strengths about their league's mean.
 */
export function standings(league: League, weights: ArrayLike<number>, tieRate: number): Standing[] {
  const {teams, leagueOf, leagues} = league;
  const gap = (match: number) => gapOf(league, weights, match);
  const of = teams.map((_, team) => ({team, seen: 0, unseen: 0, won: 0, expected: 0}));
  league.results.forEach((result, match) => {
    const expected = expectedScore(gap(match), tieRate);
    for (const side of [0, 1]) {
      const team = of[league.met[2 * match + side]];
      if (match < league.train) team.seen++;
      else {
        team.unseen++;
        team.won += side === 0 ? result : 1 - result;
        team.expected += side === 0 ? expected : 1 - expected;
      }
    }
  });
  const means = leagues.map((_, l) => {
    const some = of.filter(({team, seen}) => leagueOf[team] === l && seen > 0);
    return some.reduce((sum, {team}) => sum + weights[team], 0) / Math.max(1, some.length);
  });
  const errors = errorsOf(
    league,
    of.map(({seen}) => seen > 0),
    gap,
    tieRate,
  );
  return of.map(({team, seen, unseen, won, expected}) => ({
    team,
    strength: weights[team] - means[leagueOf[team]],
    error: errors[team],
    seen,
    unseen,
    won: won / Math.max(1, unseen),
    expected: expected / Math.max(1, unseen),
  }));
}

const gapOf = ({met, teams}: League, weights: ArrayLike<number>, match: number): number =>
  weights[met[2 * match]] - weights[met[2 * match + 1]] + weights[teams.length];

function errorsOf(
  {teams, leagueOf, met, train}: League,
  known: readonly boolean[],
  gap: (match: number) => number,
  tieRate: number,
): (number | undefined)[] {
  const size = teams.length + 1;
  const home = teams.length;
  const matrix = Array.from({length: size}, () => new Float64Array(size));
  for (let match = 0; match < train; match++) {
    const [a, b] = [met[2 * match], met[2 * match + 1]];
    const i = matchInformation(gap(match), tieRate);
    for (const [p, x] of [[a, 1] as const, [b, -1] as const, [home, 1] as const]) {
      matrix[p][a] += x * i;
      matrix[p][b] -= x * i;
      matrix[p][home] += x * i;
    }
  }
  // No match says anything about the sum of a league's strengths: that direction is filled in, and taken out of the inverse.
  const members = leagueCounts(leagueOf, known);
  for (let a = 0; a < home; a++) {
    if (!known[a]) matrix[a][a] = 1;
    else for (let b = 0; b < home; b++) if (known[b] && leagueOf[a] === leagueOf[b]) matrix[a][b] += 1;
  }
  const variances = inverseDiagonal(matrix);
  return teams.map((_, a) => {
    const variance = variances && variances[a] - 1 / members[leagueOf[a]] ** 2;
    return variance && variance > 0 && known[a] ? Math.sqrt(variance) : undefined;
  });
}

function leagueCounts(leagueOf: readonly number[], known: readonly boolean[]): number[] {
  const counts: number[] = [];
  leagueOf.forEach((l, team) => {
    counts[l] = (counts[l] ?? 0) + Number(known[team]);
  });
  return counts;
}

/** The diagonal of the inverse of a positive definite matrix, by Cholesky's factor; undefined where it is not definite. */
function inverseDiagonal(matrix: readonly Float64Array[]): number[] | undefined {
  const size = matrix.length;
  const factor = matrix.map((row) => row.slice());
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) {
      let rest = factor[i][j];
      for (let k = 0; k < j; k++) rest -= factor[i][k] * factor[j][k];
      if (i === j && !(rest > 1e-9)) return undefined;
      factor[i][j] = i === j ? Math.sqrt(rest) : rest / factor[j][j];
    }
  }
  // Column c of the factor's inverse; the inverse's diagonal is the sum of the squares of its rows.
  const diagonal = new Array<number>(size).fill(0);
  for (let c = 0; c < size; c++) {
    const column = new Float64Array(size);
    for (let i = c; i < size; i++) {
      let rest = i === c ? 1 : 0;
      for (let k = c; k < i; k++) rest -= factor[i][k] * column[k];
      column[i] = rest / factor[i][i];
      diagonal[c] += column[i] ** 2;
    }
  }
  return diagonal;
}
