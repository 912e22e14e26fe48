import {createHash} from 'node:crypto';
import fc from 'fast-check';
import {deflateSync, strToU8} from 'fflate';
import {describe, expect, it} from 'vitest';
import {decodeResult, encodeResult, MOST_TEXT} from '../../src/spec/result/codec.ts';
import {judge, type Measured} from '../../src/spec/result/judge.ts';
import {chosenRows, MIXED, type Result, STEPS} from '../../src/spec/result/result.ts';
import {type Standing, takeResult} from '../../src/spec/result/take.ts';

const METRICS = ['loss', 'alignment', 'uniformity', 'recallAt1', 'kNearest', 'effectiveRank'];

/** A run of so many steps that is evaluated at every 20th. */
function run({steps = 400, every = 20, points = 3000, wobble = (_metric: string, _tick: number): number => 0} = {}) {
  const value = (metric: string, tick: number) =>
    Math.exp(-tick / 100) * (1 + METRICS.indexOf(metric)) + Math.sin(tick * 1.7) * 0.01 + wobble(metric, tick);
  const seriesOf = (metric: string) => {
    const ticks = Array.from({length: steps + 1}, (_, i) => i).filter((tick) =>
      metric === 'loss' ? tick > 0 : tick % every === 0,
    );
    return {ticks, values: ticks.map((tick) => value(metric, tick))};
  };
  const series = new Map(METRICS.map((metric) => [metric, seriesOf(metric)]));
  const data = Float32Array.from({length: 3 * points}, (_, i) => Math.sin(i));
  const standing: Standing = {
    ...{backend: 'wasm', build: '0123456789abcdef', member: 0, names: METRICS, curves: METRICS},
    series: (name) => series.get(name) ?? {ticks: [], values: []},
    points: {tick: steps, count: points, dimension: 3, data},
  };
  const measured: Measured = {
    ...{backend: 'wasm', position: steps},
    at(metric, tick) {
      const {ticks, values} = standing.series(metric);
      const i = ticks.indexOf(tick);
      return i < 0 ? undefined : values[i];
    },
  };
  return {standing, measured};
}

const textOf = (standing: Standing) => takeResult(standing)!;
function resultOf(standing: Standing): Result {
  const decoded = decodeResult(textOf(standing));
  if (!decoded.ok) throw new Error(decoded.sentences.join(' '));
  return decoded.value;
}
const verdicts = (result: Result, measured: Measured) => new Set(judge(result, measured).map(({verdict}) => verdict));

describe('the result of a run', () => {
  it('fits into 4 kB with hundreds of points, curves, all last metrics and the first losses', () => {
    const {standing} = run();
    expect(textOf(standing).length).toBeLessThanOrEqual(MOST_TEXT);
    const {position, finals, losses, curves, points, build} = resultOf(standing);
    expect([position, build, losses.length, points!.data.length]).toEqual([400, '0123456789abcdef', 20, 900]);
    expect(finals.map(({metric}) => metric)).toEqual(METRICS);
    expect(curves.map(({ticks}) => ticks.length)).toEqual([40, 21, 21, 21, 21, 21]);
    expect([curves[0].ticks[0], curves[0].ticks.at(-1)]).toEqual([1, 400]);
  });

  it('leaves points out, and then curves, where there is much else', () => {
    const {standing} = run();
    const rough = (i: number) => Array.from({length: 60}, (_, k) => Math.sin(k * k * 3.3 * (i + 1)));
    const names = Array.from(
      {length: 80},
      (_, i) => `m${createHash('sha256').update(String(i)).digest('hex').slice(0, 38)}`,
    );
    const much = {
      ...standing,
      names,
      curves: names,
      series: (name: string) => ({ticks: rough(0).map((_, i) => i * i), values: rough(names.indexOf(name))}),
    };
    const text = textOf(much);
    expect(text.length).toBeLessThanOrEqual(MOST_TEXT);
    const result = resultOf(much);
    expect(result.finals).toHaveLength(80);
    expect(result.points?.data.length ?? 0).toBeLessThan(900);
  });

  it('is not there before anything was measured', () => {
    const {standing} = run();
    expect(takeResult({...standing, names: [], series: () => ({ticks: [], values: []})})).toBeUndefined();
  });

  it('takes the same points wherever it is read, each once', () => {
    for (const [count, kept] of [
      [1, 300],
      [6252, 300],
      [1000, 300],
      [7, 7],
    ]) {
      const rows = chosenRows(count, kept);
      expect(new Set(rows).size).toBe(Math.min(count, kept));
      expect(rows.every((row) => row >= 0 && row < count)).toBe(true);
    }
  });
});

const float = fc.float({noNaN: true, noDefaultInfinity: true}).map((value) => (value === 0 ? 0 : value));
const metric = fc.stringMatching(/^[a-zA-Z][a-zA-Z0-9]{0,12}$/);
const curve = fc
  .record({
    metric,
    since: fc.array(fc.tuple(fc.nat({max: 1000}), fc.nat({max: STEPS})), {maxLength: 40}),
    low: float,
    high: float,
  })
  .map(({since, ...rest}) => {
    let tick = 0;
    return {...rest, ticks: since.map(([more]) => (tick += more)), values: since.map(([, value]) => value)};
  });
const anyResult: fc.Arbitrary<Result> = fc
  .record({
    backend: fc.constantFrom('wasm', 'webgpu', 'cpu', MIXED),
    build: fc.option(fc.stringMatching(/^[0-9a-f]{16}$/), {nil: undefined}),
    position: fc.nat({max: 1_000_000}),
    member: fc.nat({max: 63}),
    finals: fc.array(fc.record({metric, tick: fc.nat({max: 1_000_000}), value: float}), {maxLength: 30}),
    losses: fc.array(float, {maxLength: 20}),
    curves: fc.array(curve, {maxLength: 4}),
    points: fc.option(
      fc
        .record({tick: fc.nat(1e6), count: fc.integer({min: 1, max: 1e6}), dimension: fc.integer({min: 1, max: 3})})
        .chain((one) =>
          fc
            .uint8Array({maxLength: 100})
            .map((data) => ({...one, data: data.slice(0, data.length - (data.length % one.dimension))})),
        ),
      {nil: undefined},
    ),
  })
  .map(({build, points, ...one}) => ({
    ...one,
    ...(build !== undefined && {build}),
    ...(points && {points}),
    finals: one.finals.map((final) => ({...final, tick: Math.min(final.tick, one.position)})),
  }));

describe('the text of a result', () => {
  it('brings back any result', () => {
    fc.assert(
      fc.property(anyResult, (result) => {
        const text = encodeResult(result);
        fc.pre(text.length <= MOST_TEXT);
        expect(text).toMatch(/^A[A-Za-z0-9_-]+$/);
        expect(decodeResult(text)).toEqual({ok: true, value: result});
      }),
      {numRuns: 300},
    );
  });

  const packed = (bytes: Uint8Array) => `A${Buffer.from(deflateSync(bytes, {level: 9})).toString('base64url')}`;
  const withHead = (head: unknown, rest = new Uint8Array()) => {
    const text = strToU8(JSON.stringify(head));
    return packed(Uint8Array.from([text.length & 255, text.length >> 8, ...text, ...rest]));
  };
  const HEAD = {b: 'wasm', s: 5, m: 0, f: [], l: 0, t: [], c: []};

  it('is read when it is right, and refused in words whatever else it is', () => {
    expect(decodeResult(withHead(HEAD)).ok).toBe(true);
    const hostile = fc.oneof(
      fc.string({unit: 'binary', maxLength: 300}),
      fc.stringMatching(/^A[A-Za-z0-9_-]*$/),
      fc.uint8Array({maxLength: 200}).map(packed),
      fc.jsonValue().map((head) => withHead(head)),
      fc
        .tuple(fc.constantFrom(...Object.keys(HEAD), 'd', 'p', '__proto__'), fc.jsonValue(), fc.uint8Array())
        .map(([key, value, rest]) => withHead({...HEAD, [key]: value}, rest)),
    );
    fc.assert(
      fc.property(hostile, (text) => {
        const decoded = decodeResult(text);
        if (decoded.ok) expect(decoded.value.backend).toMatch(/^[a-z]+$/);
        else expect(decoded.sentences).toEqual([expect.stringMatching(/^The result in this link is damaged/)]);
      }),
      {numRuns: 1000},
    );
  });

  it.each<[string, string]>([
    ['is too long', 'A'.repeat(MOST_TEXT + 1)],
    ['unpacks to much more than it may', packed(new Uint8Array(10_000_000))],
    ['announces more numbers than it has', withHead({...HEAD, l: 20})],
    ['has more numbers than it announces', withHead(HEAD, new Uint8Array(4))],
    ['has a number that is not finite', withHead({...HEAD, l: 1}, new Uint8Array(Float32Array.of(Number.NaN).buffer))],
    ['has a curve without ticks', withHead({...HEAD, c: [['loss', 0]]}, new Uint8Array(8))],
    ['has a metric from before the first step', withHead({...HEAD, f: [['loss', 6]]}, new Uint8Array(4))],
    ['announces a million points', withHead({...HEAD, p: [0, 10, 3, 1_000_000]})],
  ])('that %s is refused', (_, text) => {
    expect(decodeResult(text).ok).toBe(false);
  });
});

describe('the comparison', () => {
  it('finds the same run reproduced on the same kind of backend', () => {
    const {standing, measured} = run();
    const rows = judge(resultOf(standing), measured);
    expect(rows).toHaveLength(1 + 2 * METRICS.length);
    expect(new Set(rows.map(({verdict}) => verdict))).toEqual(new Set(['reproduced']));
  });

  it('finds the last digit of a float32 that differs, and says where', () => {
    const {standing} = run();
    const near = run({wobble: (name, tick) => (name === 'uniformity' && tick === 400 ? 4e-8 : 0)});
    const rows = judge(resultOf(standing), near.measured);
    expect(rows.filter(({verdict}) => verdict === 'differs')).toEqual([
      expect.objectContaining({kind: 'final', metric: 'uniformity', tick: 400}),
    ]);
  });

  it('finds a curve that went another way to the same end', () => {
    const {standing} = run();
    const other = run({wobble: (name, tick) => (name === 'alignment' && tick === 200 ? 0.01 : 0)});
    const rows = judge(resultOf(standing), other.measured).filter(({verdict}) => verdict === 'differs');
    expect(rows).toEqual([expect.objectContaining({kind: 'curve', metric: 'alignment', tick: 200})]);
  });

  it('shows every number that somebody has changed in a link', () => {
    const {standing, measured} = run();
    const result = resultOf(standing);
    const changed = (edit: (copy: Result) => void): Result => {
      const copy = structuredClone(result);
      edit(copy);
      const decoded = decodeResult(encodeResult(copy));
      if (!decoded.ok) throw new Error('Refused.');
      return decoded.value;
    };
    const edits: ((copy: Result) => void)[] = [
      ...result.finals.map((_, i) => (copy: Result) => {
        copy.finals[i].value += 1e-4;
      }),
      ...result.losses.map((_, i) => (copy: Result) => {
        copy.losses[i] += 1e-6;
      }),
      ...result.curves.map((_, i) => (copy: Result) => {
        copy.curves[i].values[7] += 1;
      }),
      ...result.curves.map((_, i) => (copy: Result) => {
        copy.curves[i].high *= 1.001;
      }),
    ];
    for (const edit of edits) expect(verdicts(changed(edit), measured)).toContain('differs');
  });

  it('judges another kind of backend by its first losses alone, to 1e-4', () => {
    const {standing} = run();
    const result = resultOf(standing);
    const drift = (scale: number) =>
      run({wobble: (name, tick) => (tick > 20 ? 0.05 : name === 'loss' ? scale * Math.exp(-tick / 100) : 0)}).measured;
    const on = (backend: string, scale: number) => judge(result, {...drift(scale), backend});
    const losses = (rows: ReturnType<typeof judge>) => rows.find(({kind}) => kind === 'losses')!.verdict;
    expect(losses(on('webgpu', 5e-5))).toBe('reproduced');
    expect(losses(on('webgpu', 5e-4))).toBe('differs');
    expect(losses(on('wasm', 5e-5))).toBe('differs');
    const others = on('webgpu', 0).filter(({kind}) => kind !== 'losses');
    expect(new Set(others.map(({verdict}) => verdict))).toEqual(new Set(['shown']));
    // Who has changed the backend on the way has no kind of their own.
    expect(losses(judge({...result, backend: MIXED}, {...drift(5e-5), backend: MIXED}))).toBe('reproduced');
  });

  it('waits for the run, and says what was not measured', () => {
    const {standing, measured} = run();
    const result = resultOf(standing);
    const early = {
      ...measured,
      position: 10,
      at: (name: string, tick: number) => (tick > 10 ? undefined : measured.at(name, tick)),
    };
    expect(verdicts(result, early)).toEqual(new Set(['waiting']));
    const blind = {
      ...measured,
      at: (name: string, tick: number) => (name === 'kNearest' ? undefined : measured.at(name, tick)),
    };
    expect(
      judge(result, blind)
        .filter(({metric: of}) => of === 'kNearest')
        .map(({verdict}) => verdict),
    ).toEqual(['unmeasured', 'unmeasured']);
  });
});
