import {describe, expect, it} from 'vitest';
import type {LawFrame} from '../../src/panels/data.ts';
import {lengthsLayout} from '../../src/panels/lengths/layout.ts';
import {
  beginningOf,
  binText,
  MOST_RIDGES,
  middleHalf,
  ridgesOf,
  sentenceOf,
  withFrame,
} from '../../src/panels/lengths/ridges.ts';
import {meanLength} from '../../src/panels/shared/law.ts';
import {lawFrame} from './support/policy.ts';

/** All answers of one bin. */
const at = (tick: number, bin: number): LawFrame =>
  lawFrame(tick, {lengths: {policy: {[bin]: 1}, reference: {2: 1}}, moves: {policy: [2, 0], reference: [1, 0]}});

const keep = (ticks: readonly number[]) =>
  ticks.reduce<readonly LawFrame[]>((kept, tick) => withFrame(kept, at(tick, 3), true), []);

const ticksOf = (frames: readonly LawFrame[]) => frames.map(({tick}) => tick);

describe('the frames that are kept', () => {
  it('are few, have both ends, and lie evenly, however many come and whenever', () => {
    for (const every of [() => 10, (i: number) => 1 + ((i * 7) % 13)]) {
      let tick = 0;
      const all = Array.from({length: 400}, (_, i) => (tick += every(i)));
      const kept = ticksOf(keep(all));
      expect(kept.length).toBe(MOST_RIDGES);
      expect([kept[0], kept.at(-1)]).toEqual([all[0], all.at(-1)]);
      const gaps = kept.slice(1).map((tick, i) => tick - kept[i]);
      const fair = (all.at(-1)! - all[0]) / gaps.length;
      // Halved and halved again, a gap is at most twice as wide as it should be, and then some for uneven arrivals.
      expect(Math.max(...gaps) / fair).toBeLessThan(2.5);
    }
  });

  it('end where the run has gone back to, unless it is the reader who looks back', () => {
    const kept = keep([10, 20, 30, 40]);
    expect(ticksOf(withFrame(kept, at(25, 1), true))).toEqual([10, 20, 25]);
    expect(ticksOf(withFrame(kept, kept[1], true))).toEqual([10, 20]);
    expect(ticksOf(withFrame(kept, at(25, 1), false))).toEqual([10, 20, 25, 30, 40]);
    expect(withFrame(kept, kept[1], false)).toBe(kept);
    expect(ticksOf(withFrame(kept, at(30, 1), false))).toEqual([10, 20, 30, 40]);
  });

  it('are those of one stage', () => {
    expect([0, 299, 300, 899, 1500].map((tick) => beginningOf(tick, [0, 300, 900]))).toEqual([0, 0, 300, 300, 900]);
    expect(beginningOf(5, [])).toBe(0);
  });
});

describe('lengths', () => {
  it('have the mean of the middles of their bins', () => {
    // Tokens 0 to 7, all equally likely, in two bins of four.
    expect(meanLength([0.5, 0.5])).toBe((0 + 1 + 2 + 3 + 4 + 5 + 6 + 7) / 8);
    // Bin 5 has the tokens 20 to 23.
    expect(meanLength([0, 0, 0, 0, 0, 0.25])).toBe(21.5);
  });

  it('are told by bins', () => {
    expect([binText(0), binText(5), binText(23)]).toEqual(['0–3', '20–23', '92 or more']);
    const even = Float64Array.from({length: 24}, (_, bin) => (bin < 8 ? 1 / 8 : 0));
    expect(middleHalf({bins: even})).toBe('4–23');
  });

  it('are those of the shown frame beside the reference’s', () => {
    const kept = [at(10, 3), at(20, 5), at(30, 7)];
    const ridges = ridgesOf(kept, kept[1], undefined)!;
    expect(ridges.shown).toBe(1);
    expect(ridges.ridges.map(({mean}) => mean)).toEqual([13.5, 21.5, 29.5]);
    expect(ridges.reference?.mean).toBe(9.5);
    expect(sentenceOf(ridges, 'tokens')).toBe(
      'At step 20: about 22 tokens on average, 12 more than the reference (dashed).',
    );
    expect(ridgesOf([], lawFrame(1, {}), undefined)).toBeUndefined();
  });

  it('rise over their steps from the back to the front, as high as they are likely', () => {
    const uneven = lawFrame(30, {
      lengths: {policy: {1: 0.25, 4: 0.75}, reference: {2: 1}},
      moves: {policy: [2, 0], reference: [1, 0]},
    });
    const ridges = ridgesOf([at(10, 3), at(20, 5), uneven], uneven, undefined)!;
    const {lines, reference, plot} = lengthsLayout(348, 180, ridges, 'tokens');
    const grounds = lines.map(({ground}) => ground);
    expect(grounds).toEqual([...grounds].sort((a, b) => a - b));
    expect(grounds[2]).toBe(plot.bottom);
    expect(grounds[1] - grounds[0]).toBeCloseTo(grounds[2] - grounds[1], 9);
    // The line has one point more than bins at its beginning.
    const height = (line: (typeof lines)[number], bin: number) => line.ground - line.y[bin + 1];
    expect(height(lines[2], 4)).toBeCloseTo(3 * height(lines[2], 1), 9);
    expect(height(lines[0], 3)).toBeCloseTo(4 * height(lines[2], 1), 9);
    expect(height(lines[0], 3)).toBeGreaterThan(0);
    expect(reference!.ground).toBe(lines[2].ground);
    expect(reference!.mean).toBeLessThan(lines[2].mean);
    expect(Math.min(...lines.flatMap(({y}) => y))).toBeGreaterThanOrEqual(0);
  });
});
