/** The small pictures of presets: what the page shows of each run at its end. */
import {readFileSync} from 'node:fs';
import {Run} from '../../src/engine/run.ts';
import {rewardLab} from '../../src/labs/reward/entry.ts';
import type {ReliabilityBin} from '../../src/metrics/calibrationError/compute.ts';
import {matchModelOf} from '../../src/objectives/reward/index.spec.ts';
import {curveOf, neededGain, turnOf} from '../../src/panels/bestOf/curve.ts';
import {type Domain, makeScale} from '../../src/panels/chart/scale.ts';
import {isFew} from '../../src/panels/chart/trail.ts';
import type {CandidatesFrame, EmbeddingFrame, RewardFrame, WeightsFrame} from '../../src/panels/data.ts';
import {coronaOf} from '../../src/panels/hypersphere/corona.ts';
import {BINS, circleDensity} from '../../src/panels/hypersphere/density.ts';
import {shuffledRows} from '../../src/panels/hypersphere/hash.ts';
import {RIM} from '../../src/panels/hypersphere/layout.ts';
import {matrixOf} from '../../src/panels/hypersphere/rotation.ts';
import {Scene} from '../../src/panels/hypersphere/scene.ts';
import {firstView} from '../../src/panels/hypersphere/turn.ts';
import {intervalOf, type LeagueTable, leagueTableOf, strengthReach} from '../../src/panels/league/table.ts';
import {fullestOf, marginBins, marginReach, marginSummaryOf} from '../../src/panels/margin/bins.ts';
import {calibrationOf} from '../../src/panels/reliability/calibration.ts';
import {lengthSummaryOf} from '../../src/panels/rewardLength/summary.ts';
import type {Kind} from '../../src/panels/shared/answers.ts';
import {orderOf, weightReach} from '../../src/panels/weights/weights.ts';
import type {Preset} from '../../src/presets/index.ts';
import {DISC, type Mark, type Picture, SIDE} from '../../src/presets/pictures.ts';
import {language} from '../../src/programs/index.spec.ts';
import {type FrontierFrame, policyFrames} from '../../src/programs/policy/frames.ts';
import type {Points, Things} from '../../src/worlds/points.ts';
import {evenly} from '../../src/worlds/world.ts';
import {programs} from './programs.ts';
import {dataFolder} from './worlds.ts';

/** Points of an embedding that a picture shows: in front, and behind the sphere. */
const SHOWN = {front: 64, behind: 24};
/** Pairs of answers that a scatter shows. */
const PAIRS = 36;
/** Degrees between two places of the ribbon around a circle. */
const EVERY = 6;
/** The circle may be larger than a sphere: it seldom needs all the room that the panel leaves around it. */
const CIRCLE = {...DISC, radius: 0.58 * SIDE};
/** Between a chart and the edge of its picture. */
const MARGIN = 22;
/** Readings that pile up are taken away every so many steps. */
const COLLECT_EVERY = 64;

/** Trains a preset on the present backend, and draws the end of its run. */
export async function pictureOf(preset: Preset): Promise<Picture> {
  if (preset.collection === 'policy') return policyPicture(preset);
  const run = await Run.open({spec: preset.spec, programs, resources: dataFolder});
  const {points} = run.world as {points: Points};
  const draw = drawingOf(preset, points);
  const declared = language.program(run.stage.program).frames;
  const look = async () => {
    run.show(declared[draw.frame].phase);
    const {frames} = await run.collect();
    return declared[draw.frame].decode(frames[0], points);
  };
  const first = await look();
  while (!run.finished) {
    if (run.stageFinished) await run.nextStage();
    run.advance();
    if (run.hostDue) await run.host();
    if (run.tick % COLLECT_EVERY === 0) await run.collect();
  }
  const last = await look();
  run.dispose();
  return draw.from(last as never, first as never);
}

interface Drawing<F> {
  /** The frame that it is drawn from, at the end and at the beginning of the run. */
  frame: string;
  from(last: F, first: F): Picture;
}

/** A league; else what the preset's panels begin with, or what they have beside the usual; else the figure. */
export function drawingOf({panels = [], spec}: Preset, points: Points): Drawing<never> {
  const [{program, spec: settings}] = spec.stages;
  if (program === 'encoder') return {frame: 'points', from: (last, first) => embedding(last, first, points)};
  const {league} = (points as Things).compared!;
  if (league) {
    const model = matchModelOf((settings as {objective: {kind: string}}).objective);
    return {frame: 'weights', from: (last) => strengths(leagueTableOf(last, league, model))};
  }
  const own = panels.filter((panel, i) => i === 0 || !rewardLab.standard.includes(panel));
  const drawn = own.find((panel) => Object.hasOwn(PANELS, panel)) as keyof typeof PANELS | undefined;
  return drawn ? PANELS[drawn] : {frame: 'rewards', from: scatter};
}

const PANELS = {
  bestOf: {frame: 'candidates', from: bestOf},
  margins: {frame: 'rewards', from: margins},
  reliability: {frame: 'rewards', from: reliability},
  weights: {frame: 'weights', from: weights},
} as const;

// --- Embeddings ----------------------------------------------------------------------------------------------------

function embedding(last: EmbeddingFrame, first: EmbeddingFrame, points: Points): Picture {
  const {groups, groupOf, colours, texts = Number.POSITIVE_INFINITY} = described(points);
  const set = {count: groupOf.length, groups, groupOf: Uint8Array.from(groupOf)};
  const scene = new Scene();
  scene.setPoints({...set, name: String, detail: String, thing: (row) => row});
  scene.take(first, 0, true);
  const matrix = matrixOf(firstView(scene.middle()));
  scene.take(last, 0, true);
  const disc = scene.kind === 'circle' ? CIRCLE : DISC;
  const view = {now: 0, matrix, disc, width: SIDE, height: SIDE, size: 1, emphasis: undefined, still: true};
  scene.arrange(view);
  const {x, y, depth} = scene.places;
  const rows = shuffledRows(set.count);
  const front = rows.filter((row) => depth[row] >= 0).slice(0, SHOWN.front);
  const behind = scene.kind === 'circle' ? [] : rows.filter((row) => depth[row] < 0).slice(0, SHOWN.behind);
  const toneOf = (row: number) => (colours?.[row] ? shortColour(colours[row]) : groupOf[row] % 10);
  const marks = (as: Mark['as'], of: Iterable<number>) =>
    byTone(
      [...of].map((row) => ({tone: toneOf(row), at: [whole(x[row]), whole(y[row])]})),
      as,
    );
  return {
    ground: scene.kind,
    marks: [
      ...marks('far', behind),
      ...(scene.kind === 'circle' ? [ribbon(last, set)] : []),
      ...marks(
        'dots',
        front.filter((row) => row < texts),
      ),
      ...marks(
        'words',
        front.filter((row) => row >= texts),
      ),
    ],
  };
}

/** The groups of the points, and the colours that they stand for. */
function described(points: Points): Pick<Things, 'groups' | 'groupOf' | 'colours' | 'texts'> {
  if (points.kind === 'things') return points;
  const file = new URL('../../public/data/emoji/concepts.json', import.meta.url);
  const {groups, group} = JSON.parse(readFileSync(file, 'utf8')) as {groups: string[]; group: number[]};
  const artists = points.styles.length;
  const groupOf = Array.from({length: artists + Number(points.keywords ?? false)}, () => group).flat();
  return {groups, groupOf, ...(points.keywords && {texts: artists * group.length})};
}

/** The density around the circle, as a ribbon on it. */
function ribbon({count, data}: EmbeddingFrame, {groups, groupOf}: {groups: string[]; groupOf: Uint8Array}): Mark {
  const positions = new Float32Array(3 * count);
  for (let row = 0; row < count; row++) positions.set(data.subarray(2 * row, 2 * row + 2), 3 * row);
  const density = circleDensity(positions, count, groupOf, groups.length);
  const inner = RIM * CIRCLE.radius;
  const {radii} = coronaOf(density, Array.from(groups.keys()), inner, CIRCLE.radius);
  const outer = radii.subarray((groups.length - 1) * BINS);
  const around = (radiusAt: (bin: number) => number) =>
    Array.from({length: BINS / EVERY + 1}, (_, i) => {
      const bin = (EVERY * i) % BINS;
      const angle = (2 * Math.PI * bin) / BINS;
      const r = radiusAt(bin);
      return [whole(CIRCLE.x + r * Math.cos(angle)), whole(CIRCLE.y - r * Math.sin(angle))];
    });
  return {as: 'area', tone: 'ink-3', at: [...around((bin) => outer[bin]), ...around(() => inner).toReversed()].flat()};
}

/** #rrggbb with one digit for each channel. */
const shortColour = (colour: string) =>
  `#${[1, 3, 5].map((i) => Math.round(Number.parseInt(colour.slice(i, i + 2), 16) / 17).toString(16)).join('')}`;

// --- Policies ------------------------------------------------------------------------------------------------------

/** The way of a policy from its reference, or what becomes of the pairs that it learns from. */
async function policyPicture({spec, panels = []}: Preset): Promise<Picture> {
  const run = await Run.open({spec, programs, resources: dataFolder});
  const last = spec.stages[spec.stages.length - 1].id;
  const measured: Record<string, number>[] = [];
  const collect = async () => {
    for (const {stage, values} of (await run.collect()).metrics) {
      if (stage === last)
        measured.push(Object.fromEntries(Object.entries(values).map(([name, [value]]) => [name, value])));
    }
  };
  while (!run.finished) {
    if (run.stageFinished) await run.nextStage();
    run.advance();
    if (run.tick % COLLECT_EVERY === 0) await collect();
  }
  await collect();
  run.show(policyFrames.frontier.phase);
  const frame = policyFrames.frontier.decode((await run.collect()).frames[0]);
  run.dispose();
  return panels.includes('chosenRejected') ? bothDown(measured) : way(frame, measured);
}

type Measured = readonly Readonly<Record<string, number>>[];

/** Places on a polyline that a picture of this size needs. */
const PLACES = 24;

function way({optimum, reference}: FrontierFrame, measured: Measured): Picture {
  const path = evenly(
    measured.filter(({gold}) => gold !== undefined),
    PLACES,
  );
  const reach = Math.max(...path.map(({divergence}) => divergence));
  const limit = evenly(
    optimum.filter(({divergence}) => divergence <= reach),
    PLACES,
  );
  const gain = (name: 'proxy' | 'gold') => (point: {readonly [name: string]: number}) =>
    (point[name] - reference[name].mean) / (reference[name].deviation || 1);
  const gains = (['proxy', 'gold'] as const).flatMap((name) =>
    [...path, ...limit].map((point) => gain(name)({...point})),
  );
  const [x, y] = [across([0, reach || 1]), up([Math.min(0, ...gains), Math.max(...gains)])];
  const line = (points: readonly object[], name: 'proxy' | 'gold') =>
    (points as Measured).flatMap((point) => [whole(x(point.divergence)), whole(y(gain(name)(point)))]);
  return {
    ground: 'chart',
    marks: [
      level(y(0)),
      {as: 'dashes', tone: 'ink-3', at: line(limit, 'proxy')},
      {as: 'line', tone: 'ink', at: line(path, 'proxy')},
      {as: 'line', tone: 'accent', at: line(path, 'gold')},
      {as: 'dots', tone: 'accent', at: line(path.slice(-1), 'gold')},
    ],
  };
}

function bothDown(measured: Measured): Picture {
  const all = evenly(
    measured.filter(({chosenLog}) => chosenLog !== undefined),
    PLACES,
  );
  const values = all.flatMap(({chosenLog, rejectedLog}) => [chosenLog, rejectedLog]);
  const [x, y] = [across([0, all.length - 1]), up([Math.min(...values), Math.max(0, ...values)])];
  const line = (name: string) => all.flatMap((point, i) => [whole(x(i)), whole(y(point[name]))]);
  return {
    ground: 'chart',
    marks: [
      level(y(0)),
      {as: 'line', tone: 'accent', at: line('chosenLog')},
      {as: 'line', tone: 'negative', at: line('rejectedLog')},
    ],
  };
}

// --- Charts --------------------------------------------------------------------------------------------------------

const across = (domain: Domain) => makeScale('linear', domain, [MARGIN, SIDE - MARGIN]);
const up = (domain: Domain) => makeScale('linear', domain, [SIDE - MARGIN, MARGIN]);

const level = (y: number): Mark => ({as: 'rule', tone: 'ghost', at: [MARGIN, whole(y), SIDE - MARGIN, whole(y)]});
const plumb = (x: number, tone = 'ghost'): Mark => ({
  as: 'rule',
  tone,
  at: [whole(x), MARGIN, whole(x), SIDE - MARGIN],
});

function scatter(frame: RewardFrame): Picture {
  const {answers, line} = lengthSummaryOf(frame);
  const {length, reward, kind} = answers;
  const rows = [...shuffledRows(frame.pairs).slice(0, PAIRS)].flatMap((pair) => [2 * pair, 2 * pair + 1]);
  // Far fewer answers than in the panel: its axes would leave most of the picture empty.
  const [x, y] = [across(reachOf(rows.map((row) => length[row]))), up(reachOf(rows.map((row) => reward[row])))];
  const places = (of: Kind) =>
    rows.filter((row) => kind[row] === of).flatMap((row) => [whole(x(length[row])), whole(y(reward[row]))]);
  return {
    ground: 'chart',
    marks: [
      {as: 'rings', tone: 'negative', at: places('rejected')},
      {as: 'dots', tone: 'accent', at: places('chosen')},
      {as: 'line', tone: 'ink', at: x.domain().flatMap((at) => [whole(x(at)), whole(y(line!.at(at)))])},
    ],
  };
}

const reachOf = (values: readonly number[]): Domain => [Math.min(...values), Math.max(...values)];

function bestOf(frame: CandidatesFrame): Picture {
  const curve = curveOf(frame);
  const [x, y] = [across([0, curve.at(-1)!.divergence]), up(neededGain(curve))];
  const line = (of: 'proxy' | 'gold') => curve.flatMap((one) => [whole(x(one.divergence)), whole(y(one[of]))]);
  const {index} = turnOf(curve);
  return {
    ground: 'chart',
    marks: [
      level(y(0)),
      {as: 'dashes', tone: 'ink-2', at: line('proxy')},
      {as: 'line', tone: 'accent', at: line('gold')},
      {as: 'dots', tone: 'accent', at: line('gold').slice(2 * index, 2 * index + 2)},
    ],
  };
}

function margins(frame: RewardFrame): Picture {
  const summary = marginSummaryOf(frame);
  const domain = marginReach(summary);
  const fine = marginBins(summary, domain);
  // Two by two: the bars of the panel would be thinner than a pixel.
  const bins = fine.flatMap(({from, count}, i) =>
    i % 2 === 0 ? [{from, to: fine[i + 1].to, count: count + fine[i + 1].count}] : [],
  );
  const [x, y] = [across(domain), up([0, fullestOf(bins)])];
  const side = (tone: string, of: typeof bins): Mark => ({
    as: 'area',
    tone,
    at: [
      ...[whole(x(of[0].from)), whole(y(0))],
      ...of.flatMap(({from, to, count}) => [whole(x(from)), whole(y(count)), whole(x(to)), whole(y(count))]),
      ...[whole(x(of.at(-1)!.to)), whole(y(0))],
    ],
  });
  const half = bins.length / 2;
  return {
    ground: 'chart',
    marks: [side('negative', bins.slice(0, half)), side('accent', bins.slice(half)), plumb(x(0), 'ink')],
  };
}

function reliability(frame: RewardFrame): Picture {
  const {bins: fine} = calibrationOf(frame);
  const bins = fine.flatMap((bin, i) => (i % 2 === 0 ? [together(bin, fine[i + 1])] : [])).filter((bin) => !isFew(bin));
  const [x, y] = [across([0.5, 1]), up([0, 1])];
  const places = (of: 'accuracy' | 'confidence') => bins.map((bin) => [whole(x(bin.confidence)), whole(y(bin[of]))]);
  const [right, sure] = [places('accuracy'), places('confidence')];
  return {
    ground: 'chart',
    marks: [
      level(y(0)),
      // How much surer it is than right, all along.
      {as: 'area', tone: 'negative', at: [...right, ...sure.toReversed()].flat()},
      {as: 'dashes', tone: 'ink-2', at: [0.5, 1].flatMap((p) => [whole(x(p)), whole(y(p))])},
      {as: 'line', tone: 'accent', at: right.flat()},
      {as: 'dots', tone: 'accent', at: right.flat()},
    ],
  };
}

/** Two bins as one. */
function together(a: ReliabilityBin, b: ReliabilityBin): ReliabilityBin {
  const count = a.count + b.count;
  const mean = (of: 'accuracy' | 'confidence') => (a.count * a[of] + b.count * b[of]) / Math.max(1, count);
  return {count, accuracy: mean('accuracy'), confidence: mean('confidence')};
}

function weights(frame: WeightsFrame): Picture {
  const order = orderOf(frame);
  const x = across(weightReach(frame));
  const y = makeScale('linear', [-0.5, order.length - 0.5], [MARGIN, SIDE - MARGIN]);
  const places = (of: Float32Array) => order.flatMap((i, place) => [whole(x(of[i])), whole(y(place))]);
  return {
    ground: 'chart',
    marks: [
      plumb(x(0)),
      ...order.map((i, place) => stem(x(0), x(frame.learnt[i]), y(place))),
      {as: 'rings', tone: 'ink-2', at: places(frame.taste)},
      {as: 'dots', tone: 'accent', at: places(frame.learnt)},
    ],
  };
}

/** The first league alone: the dots of all teams would run together. */
function strengths(table: LeagueTable): Picture {
  const rows = table.rows.filter(({league}) => league === table.rows[0].league);
  const x = across(strengthReach({rows}));
  const y = makeScale('linear', [-0.5, rows.length - 0.5], [MARGIN, SIDE - MARGIN]);
  return {
    ground: 'chart',
    marks: [
      plumb(x(0)),
      ...rows.flatMap((row, i) => {
        const [low, high] = (table.hasErrors && intervalOf(row)) || [];
        return low === undefined ? [] : [stem(x(low), x(high!), y(i))];
      }),
      {as: 'dots', tone: 'accent', at: rows.flatMap(({strength}, i) => [whole(x(strength)), whole(y(i))])},
    ],
  };
}

const stem = (from: number, to: number, y: number): Mark => ({
  as: 'rule',
  tone: 'accent',
  at: [whole(from), whole(y), whole(to), whole(y)],
});

const whole = (place: number) => Math.min(SIDE, Math.max(0, Math.round(place)));

/** One mark for all points of a tone. */
function byTone(points: readonly {tone: number | string; at: number[]}[], as: Mark['as']): Mark[] {
  const tones = [...new Set(points.map(({tone}) => tone))].sort();
  return tones.map((tone) => ({as, tone, at: points.filter((point) => point.tone === tone).flatMap(({at}) => at)}));
}
