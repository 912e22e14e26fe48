import {describe, expect, it} from 'vitest';
import type {Replica} from '../../src/engine/program.ts';
import {openPreferences} from '../../src/worlds/index.ts';
import type {Things} from '../../src/worlds/points.ts';
import type {PreferenceWorld} from '../../src/worlds/preferenceWorld.ts';
import {advanceTo, compareTraces, open, slotsIn, traceOf} from '../reference/checks/runs.ts';
import {inverted} from '../reference/matrix.ts';
import {onBackends} from '../support/backends.ts';
import {language, sentencesOf, specOf} from '../support/specs.ts';
import {expectReasonsAsChosen, expectWordsAsRead} from '../support/wording.ts';
import {dataFolder} from '../support/worlds.ts';

const rewardSpec = (spec: object, steps = 12, seed = 1) =>
  specOf({seed, stages: [{id: 'main', program: 'reward', spec, steps}]});

function worldOf(world: {kind: string; [name: string]: unknown}): Promise<PreferenceWorld> {
  const {spec} = rewardSpec({world, model: {kind: 'linear'}}).stages[0];
  return openPreferences((spec as {world: Parameters<typeof openPreferences>[0]}).world, dataFolder);
}

const numbers = (world: PreferenceWorld, slot: string) => Array.from(world.slots[slot].initial!([0, 0]));
const twos = (values: readonly number[]) =>
  Array.from({length: values.length / 2}, (_, i) => [values[2 * i], values[2 * i + 1]] as const);
const things = (world: PreferenceWorld) => world.points as Things;
const wordsOf = (text: string) =>
  text
    .toLowerCase()
    .replaceAll('’', "'")
    .match(/[\p{L}\p{N}]+('\p{L}+)*/gu)!;

describe('the world of reviews as pairs', () => {
  interface Table {
    text: string[];
    domain: string;
    sentiment: string;
    test: string;
  }
  const table = async () =>
    JSON.parse(new TextDecoder().decode(await dataFolder.file('reviews/reviews.json'))) as Table;

  it('compares praise with a complaint about the same kind of thing, and prefers the praise', async () => {
    const {domain, sentiment} = await table();
    const world = await worldOf({kind: 'reviews'});
    const choices = numbers(world, 'world/choices');
    const pairs = twos(numbers(world, 'world/pairs'));
    expect(pairs).toHaveLength(2400);
    pairs.forEach(([a, b], i) => {
      expect(domain[a]).toBe(domain[b]);
      expect([sentiment[a], sentiment[b]]).toEqual(choices[i] === 1 ? ['1', '0'] : ['0', '1']);
    });
    // Either stands first as often; five standard errors.
    const first = choices.reduce((sum, y) => sum + y, 0) / choices.length;
    expect(Math.abs(first - 0.5)).toBeLessThan(5 * Math.sqrt(0.25 / choices.length));
    for (const d of ['0', '1', '2']) {
      const share = pairs.filter(([a]) => domain[a] === d).length / pairs.length;
      expect(Math.abs(share - 1 / 3)).toBeLessThan(5 * Math.sqrt(2 / 9 / pairs.length));
    }
  });

  it('says what each unseen pair is a review of', async () => {
    const {domain} = await table();
    const world = await worldOf({kind: 'reviews'});
    const {names, of} = world.categories!;
    expect(names).toEqual(['Products', 'Films', 'Restaurants']);
    const unseen = twos(numbers(world, 'world/pairs')).slice(world.train);
    expect(of).toEqual(unseen.map(([a]) => Number(domain[a])));
  });

  it('keeps sentences unseen, and not only pairs of them', async () => {
    const {test} = await table();
    const world = await worldOf({kind: 'reviews', pairs: 500});
    expect([world.train, world.unseen]).toEqual([500, 100]);
    twos(numbers(world, 'world/pairs')).forEach((pair, i) => {
      expect(pair.map((item) => test[item])).toEqual(i < 500 ? ['0', '0'] : ['1', '1']);
    });
  });

  it('says how long each sentence is, up to what is read of it', async () => {
    const {text} = await table();
    const world = await worldOf({kind: 'reviews'});
    expect(world.length!.counted).toBe('words');
    const lengths = numbers(world, 'world/features');
    text.forEach((sentence, i) => {
      expect(lengths[i] * world.length!.unit).toBeCloseTo(Math.min(24, wordsOf(sentence).length), 4);
    });
  });

  it('is read as it is shown, and gives the reasons of its choices', async () => {
    const world = await worldOf({kind: 'reviews'});
    expectWordsAsRead(world);
    expectReasonsAsChosen(world, 'world/choices');
  });

  it('draws other pairs with another drawing, and fewer as the first of many', async () => {
    const pairs = async (settings: object) =>
      numbers(await worldOf({kind: 'reviews', ...settings}), 'world/pairs').slice(0, 500);
    expect(await pairs({pairs: 250})).toEqual(await pairs({pairs: 4000}));
    expect(await pairs({drawing: 2})).not.toEqual(await pairs({drawing: 1}));
  });
});

/**
 * Davidson's model by Newton's method in double precision. A match of teams h and a is won, lost and drawn as likely as
 * e^(d/2), e^(-d/2) and nu, with d = w_h - w_a + home. Unknown are w (of mean 0), home and log nu.
 */
function davidsonFit(matches: readonly {home: number; away: number; label: number}[], teams: number) {
  const size = teams + 2;
  let w = new Array<number>(size).fill(0);
  let inverse: number[][] = [];
  for (let step = 0; step < 40; step++) {
    const slope = new Array<number>(size).fill(0);
    // The mean of the teams is pulled to 0; the likelihood does not know it.
    const curve = Array.from({length: size}, (_, a) =>
      Array.from({length: size}, (_, b) => (a < teams && b < teams ? 1 : 0)),
    );
    for (const {home, away, label} of matches) {
      const d = w[home] - w[away] + w[teams];
      const odds = [Math.exp(d / 2), Math.exp(-d / 2), Math.exp(w[teams + 1])];
      const total = odds[0] + odds[1] + odds[2];
      const [win, loss, draw] = odds.map((x) => x / total);
      // Of -log p: first and second derivatives in d and in log nu.
      const [gd, gn] = [(win - loss - (2 * label - 1)) / 2, draw - Number(label === 0.5)];
      const [dd, dn, nn] = [(win + loss - (win - loss) ** 2) / 4, (-draw * (win - loss)) / 2, draw * (1 - draw)];
      const along: [number, number][] = [
        [home, 1],
        [away, -1],
        [teams, 1],
      ];
      for (const [a, x] of along) {
        slope[a] += gd * x;
        for (const [b, y] of along) curve[a][b] += dd * x * y;
        curve[a][teams + 1] += dn * x;
        curve[teams + 1][a] += dn * x;
      }
      slope[teams + 1] += gn;
      curve[teams + 1][teams + 1] += nn;
    }
    inverse = inverted(curve);
    w = w.map((value, a) => value - inverse[a].reduce((sum, x, b) => sum + x * slope[b], 0));
  }
  return {
    strength: w.slice(0, teams),
    home: w[teams],
    tieRate: Math.exp(w[teams + 1]),
    error: w.map((_, a) => Math.sqrt(inverse[a][a])),
  };
}

describe('the world of matches', () => {
  it('compares the team at home with the one away, of one league', async () => {
    const world = await worldOf({kind: 'matches', league: 'germany'});
    const {names, details, groups} = things(world);
    expect(world.train + world.unseen).toBe(1224);
    expect(world.unseen).toBe(244);
    expect(groups).toEqual(['Germany']);
    for (const [a, b] of twos(numbers(world, 'world/pairs'))) {
      expect([details![a], details![b]]).toEqual(['at home', 'away']);
      expect(names![a]).not.toBe(names![b]);
    }
  });

  it('has a feature for each team, and one for playing at home', async () => {
    const world = await worldOf({kind: 'matches', league: 'austria'});
    const width = world.features.length;
    expect(width).toBe(14);
    const features = numbers(world, 'world/features');
    const {names, details} = things(world);
    names!.forEach((name, item) => {
      const row = features.slice(item * width, (item + 1) * width);
      const named = world.features.filter((_, k) => row[k] === 1).map((feature) => feature.name);
      expect(named).toEqual(details![item] === 'at home' ? [name, 'home'] : [name]);
    });
  });

  it('gives results as the reasons of its choices', async () => {
    expectReasonsAsChosen(await worldOf({kind: 'matches'}), 'world/results');
  });

  it('keeps the last season unseen where it is asked to', async () => {
    const world = await worldOf({kind: 'matches', league: 'all', unseen: 'season'});
    expect([world.train, world.unseen]).toEqual([6504 - 1626, 1626]);
    const {names} = things(world);
    const pairs = twos(numbers(world, 'world/pairs'));
    const plays = (team: string, from: number, to: number) =>
      pairs.slice(from, to).some((pair) => pair.some((item) => names![item] === team));
    // Promoted for that season.
    expect(plays('RB Leipzig', 0, world.train)).toBe(false);
    expect(plays('RB Leipzig', world.train, pairs.length)).toBe(true);
  });

  it('tells its matches as a league, what each was, and at whose home', async () => {
    const world = await worldOf({kind: 'matches', league: 'spain'});
    const league = world.league!;
    expect([league.train, league.results.length]).toEqual([world.train, world.train + world.unseen]);
    expect(league.results).toEqual(numbers(world, 'world/results'));
    const {names} = things(world);
    const pairs = twos(numbers(world, 'world/pairs'));
    expect(twos(league.met).map((match) => match.map((team) => league.teams[team]))).toEqual(
      pairs.map((pair) => pair.map((item) => names![item])),
    );
    const [home, away] = pairs[world.train].map((item) => names![item]);
    expect(world.about![0]).toMatch(new RegExp(`^${home} at home against ${away}: \\d+:\\d+$`));
    expect(world.categories!.names[world.categories!.of[0]]).toBe(home);
    const all = await worldOf({kind: 'matches', league: 'all'});
    expect(all.categories!.names).toEqual(['England', 'Germany', 'Spain', 'Italy', 'Austria']);
    for (const [pair, [a]] of twos(numbers(all, 'world/pairs')).slice(all.train).entries()) {
      expect(all.categories!.of[pair]).toBe(things(all).groupOf[a]);
    }
  });

  it('has a tie for a draw', async () => {
    const world = await worldOf({kind: 'matches', league: 'all'});
    const results = numbers(world, 'world/results');
    const count = (label: number) => results.filter((y) => y === label).length;
    expect([count(1), count(0.5), count(0)]).toEqual([3011, 1568, 1925]);
  });
});

onBackends(['wasm'], () => {
  it('finds how strong teams are, as the likeliest model with ties and an advantage at home', async () => {
    const league = {kind: 'matches', league: 'germany'};
    const world = await worldOf(league);
    const teams = world.features.length - 1;
    const pairs = twos(numbers(world, 'world/pairs')).slice(0, world.train);
    const results = numbers(world, 'world/results');
    const fit = davidsonFit(
      pairs.map(([a, b], i) => ({home: Math.floor(a / 2), away: Math.floor(b / 2), label: results[i]})),
      teams,
    );
    const settings = {
      world: league,
      model: {kind: 'linear'},
      objective: {kind: 'davidson', tieRate: fit.tieRate},
      training: {batch: 1024, learningRate: 0.05, weightDecay: 0},
    };
    const run = await open(rewardSpec(settings, 500), undefined, {resources: dataFolder});
    advanceTo(run, 500);
    const {metrics} = await run.collect();
    const slots = slotsIn(await run.checkpoint());
    run.dispose();
    const learnt = Array.from(slots.get('model0/weights')!);
    const mean = learnt.slice(0, teams).reduce((sum, x) => sum + x, 0) / teams;
    const strength = learnt.slice(0, teams).map((x) => x - mean);
    strength.forEach((x, t) => {
      expect(Math.abs(x - fit.strength[t]), world.features[t].name).toBeLessThan(0.2 * fit.error[t]);
    });
    expect(Math.abs(learnt[teams] - fit.home)).toBeLessThan(0.2 * fit.error[teams]);
    // Playing at home is worth something, by far more than chance.
    expect(learnt[teams]).toBeGreaterThan(4 * fit.error[teams]);
    const ranking = (values: readonly number[]) =>
      values
        .map((value, t) => ({value, name: world.features[t].name}))
        .sort((a, b) => b.value - a.value)
        .slice(0, 3)
        .map(({name}) => name);
    expect(ranking(strength)).toEqual(ranking(fit.strength));
    expect(ranking(strength)[0]).toBe('FC Bayern Munchen');
    // Of unseen matches, more than the home team's share of those with a winner.
    expect(metrics.at(-1)!.values.accuracy[0]).toBeGreaterThan(0.65);
  });

  it('learns to prefer praise', async () => {
    const settings = {world: {kind: 'reviews', pairs: 1000}, model: {kind: 'bag', width: 16}, training: {batch: 128}};
    const run = await open(rewardSpec(settings, 150), undefined, {resources: dataFolder});
    advanceTo(run, 150);
    const {metrics} = await run.collect();
    run.dispose();
    expect(metrics.at(-1)!.values.accuracy[0]).toBeGreaterThan(0.75);
  });

  const SMALL = {training: {batch: 16, evaluateEvery: 5, warmup: 2}};
  it.each([
    [{world: {kind: 'matches', league: 'austria'}, model: {kind: 'linear'}, objective: {kind: 'davidson'}}],
    [{world: {kind: 'reviews', pairs: 250}, model: {kind: 'bag', width: 8}, objective: {kind: 'lengthPenalised'}}],
  ])('gives a member of a population the bits that it gets alone: %o', async (settings) => {
    const spec = rewardSpec({...SMALL, ...settings});
    const replicas: Replica[] = [{seed: 1}, {seed: 2}];
    const whole = await open(spec, replicas, {resources: dataFolder});
    advanceTo(whole, 12);
    const all = await traceOf(whole);
    whole.dispose();
    for (const [member, replica] of replicas.entries()) {
      const alone = await open({...spec, seed: replica.seed}, [replica], {resources: dataFolder});
      advanceTo(alone, 12);
      expect(compareTraces(all, await traceOf(alone), member, replicas.length)).toEqual({slots: 0, metrics: 0});
      alone.dispose();
    }
  });
});

describe('a world without texts, lengths or scores', () => {
  const program = language.program('reward');
  const settingsOf = (spec: object) => rewardSpec(spec).stages[0].spec as object;
  const matches = (settingsOf({world: {kind: 'matches'}, model: {kind: 'linear'}}) as {world: object}).world;

  it('is refused to a model that reads, with a sentence', () => {
    const stage = {id: 'main', program: 'reward', spec: {world: {kind: 'matches'}, model: {kind: 'bag'}}, steps: 5};
    expect(sentencesOf({stages: [stage]}).join(' ')).toContain('Bag of words reads texts, and the world Football');
  });

  it.each([
    [{model: {kind: 'bag'}}],
    [{model: {kind: 'lengthOnly', members: 3}}],
    [{model: {kind: 'bag'}, objective: {kind: 'contrastive'}}],
    [{model: {kind: 'linear'}, objective: {kind: 'regression'}}],
    [{model: {kind: 'linear'}, objective: {kind: 'lengthControlled'}}],
  ])('brings a model and an objective that it has something for: %o', (settings) => {
    const fitted = program.fitted!({...settingsOf(settings), world: matches} as never, 'world') as object;
    expect(settingsOf(fitted)).toMatchObject({model: {kind: 'linear'}, objective: {kind: 'bradleyTerry'}});
  });

  it('keeps what goes with it', () => {
    const kept = settingsOf({model: {kind: 'linear', members: 3}, objective: {kind: 'davidson', tieRate: 2}});
    expect(program.fitted!({...kept, world: matches} as never, 'world')).toEqual({...kept, world: matches});
  });
});
