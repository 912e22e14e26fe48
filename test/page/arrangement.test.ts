import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {addressOf} from '../../src/app/addressOf.ts';
import {
  added,
  knownPanels,
  moved,
  readArrangement,
  removed,
  replaced,
  writeArrangement,
} from '../../src/app/arrangement.ts';
import {openAddress} from '../../src/app/links.ts';
import {LABS} from '../../src/labs/index.ts';
import {PRESETS} from '../support/allPresets.ts';
import {encoderSpec} from '../support/specs.ts';

const [{standard: STANDARD, load}] = LABS;
const {panels: all} = await load();
const ids = all.map(({id}) => id);
const arrangements = fc.shuffledSubarray(ids);
const [preset] = PRESETS;

describe('an arrangement', () => {
  test('is read as it was written', () => {
    fc.assert(
      fc.property(arrangements, (panels) => {
        expect(readArrangement(writeArrangement(panels))).toEqual(panels);
        expect(knownPanels(panels, all)).toEqual({panels});
      }),
    );
  });

  test('leaves out what does not exist and says so; what is named twice stands once', () => {
    const {panels, problem} = knownPanels(readArrangement('curves,nonsense,curves,plane,__proto__'), all);
    expect(panels).toEqual(['curves', 'plane']);
    expect(problem).toMatch(/“nonsense”, “__proto__”, which do not exist; there is temperature, plane/);
    expect(knownPanels(['nonsense'], all).problem).toMatch(/a panel “nonsense”, which does not exist/);
  });

  test('moves a panel by one place, and not beyond the ends', () => {
    expect(moved(STANDARD, 'plane', -1)).toEqual(['plane', 'temperature', 'curves']);
    expect(moved(STANDARD, 'plane', 1)).toEqual(['temperature', 'curves', 'plane']);
    expect(moved(STANDARD, 'temperature', -1)).toEqual(STANDARD);
    expect(moved(STANDARD, 'curves', 1)).toEqual(STANDARD);
    expect(moved(STANDARD, 'similarities', 1)).toEqual(STANDARD);
  });

  test('never has a panel twice, whatever is done to it', () => {
    const id = fc.constantFrom(...ids);
    fc.assert(
      fc.property(arrangements, id, id, (panels, a, b) => {
        for (const next of [replaced(panels, a, b), added(panels, a), removed(panels, a), moved(panels, a, 1)]) {
          expect(new Set(next).size).toBe(next.length);
        }
        if (panels.includes(a)) expect(replaced(panels, a, b)[panels.indexOf(a)]).toBe(b);
      }),
    );
  });
});

test.each(LABS)('the $label lab opens with one panel less than usual, all of them usual ones', async (lab) => {
  const opened = await openAddress(`/${lab.path}`);
  expect(opened.panels).toHaveLength(lab.standard.length - 1);
  expect(lab.standard).toEqual(expect.arrayContaining([...opened.panels]));
});

describe('the address', () => {
  test('names panels only when they are not the preset’s', () => {
    expect(addressOf(preset, preset.spec)).toBe('/lab/emoji');
    expect(addressOf(preset, preset.spec, ['temperature', 'plane'])).toBe('/lab/emoji');
    expect(addressOf(preset, preset.spec, STANDARD)).toBe('/lab/emoji&p=temperature,plane,curves');
    expect(addressOf(preset, preset.spec, ['curves', 'plane'])).toBe('/lab/emoji&p=curves,plane');
    expect(addressOf(preset, preset.spec, [])).toBe('/lab/emoji&p=');
  });

  test('brings back any arrangement beside any run', async () => {
    const spec = encoderSpec({objective: {temperature: 0.23}});
    await fc.assert(
      fc.asyncProperty(arrangements, async (panels) => {
        const opened = await openAddress(addressOf(preset, spec, panels));
        expect(opened).toMatchObject({lab: LABS[0], preset, spec, panels});
        expect(opened.problem).toBeUndefined();
      }),
    );
  });

  test('opens the run when only its panels are wrong, and the panels when only its run is', async () => {
    const wrongPanel = await openAddress('/lab/circle&p=plane,nonsense');
    expect(wrongPanel.preset.id).toBe('circle');
    expect(knownPanels(wrongPanel.panels, all)).toMatchObject({
      panels: ['plane'],
      problem: expect.stringMatching(/nonsense/),
    });
    const wrongRun = await openAddress('/lab/nowhere&p=plane');
    expect(wrongRun.preset.id).toBe('emoji');
    expect(wrongRun.panels).toEqual(['plane']);
    expect(wrongRun.problem).toMatch(/standard lab/);
  });

  test('of a preset that names panels needs no more', () => {
    const own = {...preset, panels: ['curves'] as const};
    expect(addressOf(own, own.spec)).toBe('/lab/emoji');
    expect(addressOf(own, own.spec, STANDARD)).toBe('/lab/emoji&p=temperature,plane,curves');
  });

  test('of a preset in a wrong lab opens it in its own', async () => {
    const opened = await openAddress('/lab/length-biased');
    expect(opened.lab.name).toBe('reward');
    expect(opened.preset.id).toBe('length-biased');
  });
});
