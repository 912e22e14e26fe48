import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {
  added,
  moved,
  readArrangement,
  removed,
  replaced,
  STANDARD as STANDARDS,
  writeArrangement,
} from '../../src/app/arrangement.ts';
import {addressOf, openAddress} from '../../src/app/links.ts';
import {PRESETS} from '../../src/app/presets.ts';
import {type PanelId, panelsOfLab} from '../../src/panels/index.spec.ts';
import {encoderSpec} from '../support/specs.ts';

const STANDARD = STANDARDS.sphere;
const ids = panelsOfLab('sphere').map(({id}) => id);
const arrangements = fc.shuffledSubarray(ids);
const [preset] = PRESETS;

describe('an arrangement', () => {
  test('is read as it was written', () => {
    fc.assert(
      fc.property(arrangements, (panels) => {
        expect(readArrangement(writeArrangement(panels), 'sphere')).toEqual({panels});
      }),
    );
  });

  test('leaves out what does not exist and says so; what is named twice stands once', () => {
    const {panels, problem} = readArrangement('curves,nonsense,curves,plane,__proto__', 'sphere');
    expect(panels).toEqual(['curves', 'plane']);
    expect(problem).toMatch(/“nonsense”, “__proto__”, which do not exist; there is temperature, plane/);
    expect(readArrangement('nonsense', 'sphere').problem).toMatch(/a panel “nonsense”, which does not exist/);
  });

  test('moves a panel by one place, and not beyond the ends', () => {
    expect(moved(STANDARD, 'plane', -1)).toEqual(['plane', 'temperature', 'curves']);
    expect(moved(STANDARD, 'plane', 1)).toEqual(['temperature', 'curves', 'plane']);
    expect(moved(STANDARD, 'temperature', -1)).toEqual(STANDARD);
    expect(moved(STANDARD, 'curves', 1)).toEqual(STANDARD);
    expect(moved(STANDARD, 'similarities', 1)).toEqual(STANDARD);
  });

  test('never has a panel twice, whatever is done to it', () => {
    const id = fc.constantFrom<PanelId>(...ids);
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

describe('the address', () => {
  test('names panels only when they are not the preset’s', () => {
    expect(addressOf(preset, preset.spec)).toBe('/lab/emoji');
    expect(addressOf(preset, preset.spec, STANDARD)).toBe('/lab/emoji');
    expect(addressOf(preset, preset.spec, ['curves', 'plane'])).toBe('/lab/emoji&p=curves,plane');
    expect(addressOf(preset, preset.spec, [])).toBe('/lab/emoji&p=');
  });

  test('brings back any arrangement beside any run', () => {
    const spec = encoderSpec({objective: {temperature: 0.23}});
    fc.assert(
      fc.property(arrangements, (panels) => {
        const opened = openAddress(addressOf(preset, spec, panels));
        expect(opened).toMatchObject({preset, spec, panels});
        expect(opened.problem).toBeUndefined();
      }),
    );
  });

  test('opens the run when only its panels are wrong, and the panels when only its run is', () => {
    const wrongPanel = openAddress('/lab/circle&p=plane,nonsense');
    expect(wrongPanel.preset.id).toBe('circle');
    expect(wrongPanel.panels).toEqual(['plane']);
    expect(wrongPanel.problem).toMatch(/nonsense/);
    const wrongRun = openAddress('/lab/nowhere&p=plane');
    expect(wrongRun.preset.id).toBe('emoji');
    expect(wrongRun.panels).toEqual(['plane']);
    expect(wrongRun.problem).toMatch(/standard lab/);
  });

  test('of a preset that names panels needs no more', () => {
    const own = {...preset, panels: ['curves'] as const};
    expect(addressOf(own, own.spec)).toBe('/lab/emoji');
    expect(addressOf(own, own.spec, STANDARD)).toBe('/lab/emoji&p=temperature,plane,curves');
  });
});
