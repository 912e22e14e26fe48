import {afterEach, beforeEach, describe, expect, it, vi} from 'vitest';
import type {Surroundings} from '../../src/app/experiment/surroundings.ts';
import {isOffered} from '../../src/app/trio/open.ts';
import {TEMPERATURES, Trio, trioSpec} from '../../src/app/trio/trio.ts';
import type {RunState} from '../../src/labs/kit/state.ts';
import {UNBEGUN} from '../../src/labs/kit/state.ts';
import {FIRST} from '../../src/presets/index.ts';
import {language} from '../../src/programs/index.spec.ts';
import {memberSpec} from '../../src/spec/index.ts';
import type {Command, Report} from '../../src/worker/protocol.ts';
import {encoderSpec} from '../support/specs.ts';

const state = (spec = encoderSpec()): RunState => ({...UNBEGUN, preset: FIRST, spec}) as unknown as RunState;

function stand() {
  const sent: Command[] = [];
  let ended = 0;
  let tell: (report: Report) => void = () => {};
  const around = {
    openClient(report: (report: Report) => void) {
      tell = report;
      return {send: (command: Command) => sent.push(command), terminate: () => ended++};
    },
    data: 'data/',
    choice: () => 'auto',
    findAdapter: async () => undefined,
    rememberBackend: () => {},
    pointsOf: async () => ({count: 2}),
    beforeGpu: () => {},
    changed: () => {},
  } as unknown as Surroundings;
  return {around, sent, tell: (report: Report) => tell(report), ended: () => ended};
}

const frame = (name: string, member: number, shape: number[], data: number[]): Report => ({
  ...{type: 'frame', frame: name, stage: 'main', member, tick: 4, shape},
  data: Float32Array.from(data),
});

describe('three temperatures', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('are the same run but for the temperature, from its first step', () => {
    const spec = trioSpec(state());
    expect(language.check(spec).ok).toBe(true);
    const members = TEMPERATURES.map((_, i) => memberSpec(spec, i));
    for (const [i, member] of members.entries()) {
      const settings = member.stages[0].spec as {objective: {temperature: number}};
      expect(settings.objective.temperature).toBe(TEMPERATURES[i]);
      expect(member.seed).toBe(spec.seed);
      const same = {...settings, objective: {...settings.objective, temperature: 0}};
      const first = members[0].stages[0].spec as typeof settings;
      expect(same).toEqual({...first, objective: {...first.objective, temperature: 0}});
    }
  });

  it('are offered for one stage of contrast alone', () => {
    expect(isOffered(encoderSpec())).toBe(true);
    const [stage] = encoderSpec().stages;
    expect(isOffered({...encoderSpec(), stages: [stage, {...stage, id: 'more'}]})).toBe(false);
  });

  it('train in one worker; each frame goes to its own sphere; the end is the end', () => {
    const {around, sent, tell, ended} = stand();
    const trio = new Trio(state(), around);
    trio.begin();
    expect(sent.filter(({type}) => type === 'open')).toHaveLength(1);
    vi.advanceTimersByTime(1000);
    expect(sent).toContainEqual({type: 'want', frame: 'points', members: [0, 1, 2]});
    tell(frame('points', 2, [2, 3], [1, 0, 0, 0, 1, 0]));
    expect(trio.members.map(({points}) => points.get()?.tick)).toEqual([undefined, undefined, 4]);
    // One anchor with three equal negatives: all of them count.
    tell(frame('similarities', 0, [1, 4], [0.9, 0.1, 0.1, 0.1]));
    expect(trio.members[0].negatives.get()?.effective).toBeCloseTo(3, 6);
    expect(trio.members[0].negatives.get()?.all).toBe(3);
    expect(trio.experiment.store.getState().frames).toEqual({});
    trio.end();
    const before = sent.length;
    vi.advanceTimersByTime(10_000);
    expect(sent).toHaveLength(before);
    expect(ended()).toBeGreaterThan(0);
    expect(vi.getTimerCount()).toBe(0);
  });
});
