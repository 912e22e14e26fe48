/** The layout of what answers are made of: pure functions, in CSS pixels. */
import {signed} from '../chart/format.ts';
import {type Box, fitting, type Label, shortened} from '../chart/labels.ts';
import type {AxisPlan} from '../chart/overlay.ts';
import {makeScale} from '../chart/scale.ts';
import type {Stop} from '../frame/FramePanel.tsx';
import type {Tone} from '../shared/sayings.ts';
import {type Composition, changeText} from './composition.ts';

export interface CompositionLayout {
  plot: Box;
  bottom: AxisPlan;
  left: AxisPlan;
  bars: {policy: Box; reference: Box | undefined; tone: Tone}[];
  labels: Label[];
  stops: Stop[];
}

const MARGIN = {top: 17, bottom: 4};
/** Columns for the names, and for the numbers and changes behind the bars. */
const NAMES = 98;
const NUMBERS = {policy: 72, change: 0, both: 108, one: 46};
/** Shares of a row for the policy's bar and, below it, the reference's. */
const THICK = {policy: 0.44, reference: 0.3, most: 14};

const LABEL_TONES: Readonly<Record<Tone, string>> = {good: 'positive', bad: 'negative', neither: 'strong'};

/** `reach`: the number at the right end of the bars. */
export function compositionLayout(
  width: number,
  height: number,
  composition: Composition | undefined,
  reach: number,
): CompositionLayout {
  const rows = composition?.ingredients ?? [];
  const moved = composition?.moved ?? false;
  const plot = {
    left: NAMES,
    top: MARGIN.top,
    right: Math.max(NAMES + 20, width - (moved ? NUMBERS.both : NUMBERS.one)),
    bottom: height - MARGIN.bottom,
  };
  const x = makeScale('linear', [0, Math.max(reach, 1e-9)], [plot.left, plot.right]);
  const y = makeScale('linear', [0, Math.max(1, rows.length)], [plot.top, plot.bottom]);
  const row = y(1) - y(0);
  const [thick, thin] = [THICK.policy, THICK.reference].map((share) => Math.min(THICK.most, share * row));
  const bars = rows.map(({policy, reference, tone}, i) => {
    const top = y(i + 0.5) - (moved ? (thick + thin) / 2 : thick / 2);
    return {
      tone,
      policy: {left: plot.left, right: x(policy), top, bottom: top + thick},
      reference: moved
        ? {left: plot.left, right: x(reference), top: top + thick, bottom: top + thick + thin}
        : undefined,
    };
  });
  const named = rows.length > 0 ? fitting(rows.length, row) : [];
  return {
    plot,
    bars,
    bottom: {scale: x, values: [], format: String, at: plot.bottom},
    left: {scale: y, values: [], format: String, at: plot.left},
    labels: [
      ...headsOf(width, moved, rows.length),
      ...named.flatMap((i): Label[] => {
        const {kind, tone, policy, change} = rows[i];
        const at = y(i + 0.5);
        return [
          {
            key: `sign ${i}`,
            text: kind.worth === undefined ? '' : kind.sign,
            tone: LABEL_TONES[tone],
            x: 5,
            y: at,
            anchor: 'middle',
          },
          {
            key: `name ${i}`,
            text: shortened(kind.plural, NAMES - 22),
            tone: 'strong',
            x: kind.worth === undefined ? 0 : 15,
            y: at,
            anchor: 'start',
          },
          {
            key: `policy ${i}`,
            text: policy.toFixed(2),
            tone: 'ink',
            x: width - (moved ? NUMBERS.policy - 8 : 0),
            y: at,
            anchor: 'end',
          },
          ...(moved
            ? [
                {
                  key: `change ${i}`,
                  text: changeText(change),
                  tone: 'strong',
                  x: width - NUMBERS.change,
                  y: at,
                  anchor: 'end',
                } as const,
              ]
            : []),
        ];
      }),
    ],
    stops: rows.map(({kind, policy, reference, change}, i) => ({
      x: Math.max(x(policy), x(reference)),
      y: y(i + 0.5),
      rows: [
        {label: 'move', value: kind.name},
        {label: 'policy', value: policy.toFixed(2), tone: 'accent'},
        ...(moved
          ? [
              {label: 'reference', value: reference.toFixed(2)},
              {label: 'change', value: changeText(change)},
            ]
          : []),
        ...(kind.worth === undefined ? [] : [{label: 'gold reward of each', value: signed(kind.worth)}]),
      ],
    })),
  };
}

function headsOf(width: number, moved: boolean, rows: number): Label[] {
  if (rows === 0) return [];
  const at = {y: 6, anchor: 'end'} as const;
  return [
    {
      key: 'head policy',
      text: moved ? 'policy' : 'mean number',
      tone: 'push',
      x: width - (moved ? NUMBERS.policy - 8 : 0),
      ...at,
    },
    ...(moved ? [{key: 'head change', text: 'change', x: width - NUMBERS.change, ...at}] : []),
    ...(moved ? [{key: 'outlined', text: 'outlined: reference', x: NAMES, y: 6, anchor: 'start'} as const] : []),
  ];
}
