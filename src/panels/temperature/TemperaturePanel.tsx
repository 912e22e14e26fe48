/**
 * Who gets pushed hardest: the push on a negative by its similarity under the objective's own law, at the present
 * temperature and at a few others, over the similarities that the negatives of a batch really have.
 */
import {useRef} from 'react';
import {Chart} from '../chart/Chart.tsx';
import {formatShare, plain} from '../chart/format.ts';
import type {Overlay} from '../chart/overlay.ts';
import type {Feed, SimilarityFrame} from '../data.ts';
import {PanelFrame} from '../frame/PanelFrame.tsx';
import type {Table} from '../frame/save.ts';
import type {Surface} from '../frame/useCanvas.ts';
import {useFeed} from '../frame/useFeed.ts';
import {Terms} from '../glossary/Terms.tsx';
import {drawAxes, drawRule, drawTemperature} from './draw.ts';
import {readOut, type TemperatureInput, type TemperatureLayout, temperatureLayout} from './layout.ts';
import {BINS, binCentre, readNegatives} from './similarities.ts';
import {readWeighed, settingText, type Weighing} from './weighing.ts';

interface Props {
  similarities: Feed<SimilarityFrame | undefined>;
  /** Undefined where no push belongs to a single negative. */
  weighing: Feed<Weighing | undefined>;
  /** Called when a new frame has been drawn: the page then asks for the next one. */
  onDrawn(): void;
  formula?: () => Promise<string>;
}

export function TemperaturePanel({similarities, weighing, onDrawn, formula}: Props) {
  const drawn = useRef<SimilarityFrame>(undefined);
  const seen = useRef<TemperatureLayout>(undefined);
  const hovered = useRef<number>(undefined);

  const read = (width: number, height: number): TemperatureInput => {
    const [frame, law] = [similarities.get(), weighing.get()];
    return {
      width,
      height,
      negatives: frame && readNegatives(frame),
      weighed: frame && law && readWeighed(frame, law),
    };
  };

  const draw = (surface: Surface, overlay: Overlay) => {
    const input = read(surface.width, surface.height);
    const layout = temperatureLayout(input);
    seen.current = layout;
    drawTemperature(surface, layout);
    drawAxes(overlay, layout);
    overlay.labels([...layout.labels, ...titlesOf(layout)]);
    const s = hovered.current;
    const numbers = s === undefined ? undefined : readOut(s, input, layout);
    if (numbers) drawRule(surface, layout, numbers.x);
    overlay.card(numbers?.rows ?? [], {x: numbers?.x ?? 0, y: surface.height}, surface);
    overlay.probe({
      count: BINS,
      index: s === undefined ? BINS >> 1 : Math.round(((s + 1) / 2) * BINS - 0.5),
      text: (numbers?.rows ?? []).map(({label, value}) => `${label} ${value}`).join(', ') || 'nothing read off',
    });
    const frame = similarities.get();
    if (frame && frame !== drawn.current) {
      drawn.current = frame;
      onDrawn();
    }
    return false;
  };

  const hover = (similarity: number | undefined) => {
    hovered.current = similarity === undefined ? undefined : Math.min(1, Math.max(-1, similarity));
    return true;
  };

  return (
    <PanelFrame
      id="temperature"
      title="Who gets pushed hardest"
      sentence={<Sentence similarities={similarities} weighing={weighing} />}
      formula={formula}
      table={() => tableOf(read(0, 0))}
    >
      <Chart
        id="temperature"
        label="Similarity to read off"
        feeds={[similarities, weighing]}
        draw={draw}
        onPoint={(point) => hover(point && seen.current?.x.invert(point.x))}
        onProbe={(bin) => hover(bin === undefined ? undefined : binCentre(bin))}
      />
    </PanelFrame>
  );
}

const titlesOf = ({plot, curves}: TemperatureLayout) => [
  {
    key: 'x',
    text: 'similarity of the negative',
    x: (plot.left + plot.right) / 2,
    y: plot.bottom + 25,
    anchor: 'middle' as const,
  },
  ...(curves.length > 0
    ? [{key: 'y', text: 'push, relative to the strongest', x: 0, y: 5, anchor: 'start' as const}]
    : []),
];

/** The sentence, with the effective number of negatives: it moves while a setting is turned, training or not. */
function Sentence({similarities, weighing}: Pick<Props, 'similarities' | 'weighing'>) {
  const frame = useFeed(similarities);
  const law = useFeed(weighing);
  if (!law) {
    return 'How similar anchors are to the other points of the batch (grey) and to their positive. This objective has no negatives: no push belongs to a single pair.';
  }
  const {push} = frame ? readWeighed(frame, law) : {};
  if (push?.idle === frame?.anchors.length) return 'Nothing is pushed, however similar it is.';
  const {setting} = law;
  const gaussian = setting?.symbol === 't';
  return (
    <Terms>
      {gaussian ? 'Gaussian potential' : 'Share of the push'} on a negative, by its similarity
      {setting && (
        <>
          , at <span className="chart-figures">{settingText(setting)}</span>
        </>
      )}
      {gaussian && `, which acts like τ = ${plain(Number(setting.temperature.toPrecision(2)))}`}.{' '}
      {law.law.note && `${law.law.note} `}
      {frame && push && (
        <>
          Effective negatives:{' '}
          <span className="chart-figures" data-testid="temperature-effective">
            {countText(push.effective)}
          </span>{' '}
          of {Math.round(readNegatives(frame).count)}.
          {push.pulled >= SEEN && ` ${formatShare(push.pulled)} of it is pull.`}
          {push.idle > 0 && ` ${push.idle} of ${frame.anchors.length} anchors push nothing.`}
        </>
      )}
    </Terms>
  );
}

/** The part of the push from which on the sentence says that it pulls. */
const SEEN = 0.0005;

/** 18, or 1.4: near 1, a tenth matters. */
const countText = (count: number) => count.toFixed(count < 9.95 ? 1 : 0);

function tableOf({negatives, weighed}: TemperatureInput): Table {
  const {push, profiles = []} = weighed ?? {};
  const rows = Array.from({length: BINS}, (_, bin) => [
    plain(binCentre(bin)),
    negatives?.histogram[bin] ?? 0,
    negatives?.positives[bin] ?? 0,
    ...(push ? [plain(push.shares[bin])] : []),
    ...profiles.map(({relative}) => plain(relative(binCentre(bin)))),
  ]);
  return {
    caption: 'Negatives and positives of a batch by similarity, and the push relative to the strongest.',
    columns: [
      'similarity',
      'negatives',
      'positives',
      ...(push ? ['share of the push'] : []),
      ...profiles.map(({name}) => `push at ${name}`),
    ],
    rows,
  };
}
