import {describe, expect, it} from 'vitest';
import {dot, mean, sum, unpack} from '../reference/matrix.ts';
import {encoderSpec, sentencesOf} from '../support/specs.ts';
import {valuesOf, worldOf} from '../support/worlds.ts';

const POINTS = 5000;
const SETTINGS = {kind: 'salient', points: POINTS, common: 3, salient: 2, targets: 0.4, salience: 0.5, overlap: 0.4};

async function opened(more: object = {}) {
  const world = await worldOf({...SETTINGS, ...more});
  const values = unpack(valuesOf(world, 'world/points') as Float32Array, 1, POINTS, 8)[0];
  const isTarget = Array.from(valuesOf(world, world.salient!));
  if (world.points.kind !== 'things') throw new Error('Points are things.');
  return {world, values, isTarget, classOf: world.points.groupOf, details: world.points.details!};
}

describe('the world of background and target', () => {
  it('has as many targets as told, in every class alike, each with a salient class', async () => {
    const {world, isTarget, classOf, details} = await opened();
    const within = (share: number, of: readonly number[]) =>
      expect(Math.abs(mean(of) - share)).toBeLessThan(4 * Math.sqrt((share * (1 - share)) / of.length));
    for (const c of [0, 1, 2])
      within(
        0.4,
        isTarget.filter((_, i) => classOf[i] === c),
      );
    const {second, rows, train} = world.labelled!;
    expect(second!.classes).toBe(3);
    const labelled = Array.from(valuesOf(world, rows));
    labelled.forEach((row, i) => {
      const kind = second!.classOf[i];
      expect(kind === 2).toBe(isTarget[row] === 0);
      const name = kind === 2 ? 'background' : `salient class ${kind + 1}`;
      expect(details[row]).toBe(`Class ${classOf[row] + 1}, ${name}`);
    });
    const kinds = details.filter((_, i) => isTarget[i] === 1).map((text) => Number(text.endsWith('2')));
    within(0.5, kinds);
    const unseen = new Set(valuesOf(world, 'world/unseen'));
    expect(labelled.every((row, i) => unseen.has(row) === i >= train)).toBe(true);
  });

  it('hides a plane of what is common, and one at right angles that targets alone use', async () => {
    const {values, isTarget, classOf, details} = await opened();
    const centre = (of: (i: number) => boolean) => {
      const rows = values.filter((_, i) => of(i));
      return rows[0].map((_, k) => mean(rows.map((row) => row[k])));
    };
    const background = [0, 1, 2].map((c) => centre((i) => isTarget[i] === 0 && classOf[i] === c));
    // On a circle of radius 1.5 about the origin.
    for (const at of background) expect(Math.hypot(...at)).toBeCloseTo(1.5, 1);
    expect(sum(background.map((at) => sum(at.map(Math.abs)))) > 1).toBe(true);
    expect(Math.hypot(...background[0].map((_, k) => sum(background.map((at) => at[k]))))).toBeLessThan(0.15);
    const salient = [1, 2].map((s) => centre((i) => details[i].endsWith(`salient class ${s}`)));
    // Half as large.
    for (const at of salient) {
      expect(Math.hypot(...at)).toBeCloseTo(0.75, 1);
      for (const other of background) expect(Math.abs(dot(at, other))).toBeLessThan(0.1);
    }
    // Background points lie in a plane: what is left of them beside two of their centres is nothing.
    const [u, v] = background;
    const [uu, uv, vv] = [dot(u, u), dot(u, v), dot(v, v)];
    const left = (x: readonly number[]) => {
      const [xu, xv] = [dot([...x], u), dot([...x], v)];
      const determinant = uu * vv - uv * uv;
      const [p, q] = [(xu * vv - xv * uv) / determinant, (xv * uu - xu * uv) / determinant];
      return Math.hypot(...x.map((value, k) => value - p * u[k] - q * v[k]));
    };
    expect(Math.max(...values.filter((_, i) => isTarget[i] === 0).map(left))).toBeLessThan(1e-5);
    expect(mean(values.filter((_, i) => isTarget[i] === 1).map(left))).toBeGreaterThan(0.5);
  });

  it('is another with another drawing, and the same with the same', async () => {
    const [one, same, other] = [await opened(), await opened(), await opened({drawing: 2})];
    expect(same.values).toEqual(one.values);
    expect(other.values).not.toEqual(one.values);
    expect(other.isTarget).not.toEqual(one.isTarget);
  });

  it('is what SepCLR needs, on the head', () => {
    const spec = {world: {kind: 'salient'}, objective: {kind: 'sepCLR'}, model: {lossOn: 'both'}};
    const sentence = (changes: object) =>
      sentencesOf({stages: [{id: 'main', program: 'encoder', spec: {...spec, ...changes}}]}).join();
    expect(sentence({world: {kind: 'latent'}})).toMatch(/needs background and targets, and the world .* has none/);
    expect(sentence({})).toMatch(/^Loss works on must be "head"/);
    expect(() => encoderSpec({...spec, model: {}})).not.toThrow();
  });
});
