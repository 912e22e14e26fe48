/**
 * Who gets pushed hardest: the push on a negative by its similarity, at the present temperature and at a few others,
 * over the similarities that the negatives of a batch really have.
 */
import {type ReactNode, useRef} from 'react';
import {Chart} from '../chart/Chart.tsx';
import {plain} from '../chart/format.ts';
import type {Overlay} from '../chart/overlay.ts';
import type {Feed, SimilarityFrame} from '../data.ts';
import {PanelFrame} from '../frame/PanelFrame.tsx';
import type {Table} from '../frame/save.ts';
import type {Surface} from '../frame/useCanvas.ts';
import {useFeed} from '../frame/useFeed.ts';
import {drawAxes, drawRule, drawTemperature} from './draw.ts';
import {readOut, referenceOf, type TemperatureInput, type TemperatureLayout, temperatureLayout} from './layout.ts';
import {ghostsOf, relativePenalty, settingOf, settingText, temperatureOf} from './penalty.ts';
import {BINS, binCentre, readNegatives, readPush} from './similarities.ts';

interface Props {
  similarities: Feed<SimilarityFrame | undefined>;
  /** Undefined when the objective has none. */
  temperature: Feed<number | undefined>;
  /** The t of a Gaussian potential, for objectives that have one instead of a temperature. */
  sharpness?: Feed<number | undefined>;
  /** Other values to draw beside the present one; by default three round ones that are far from it. */
  ghosts?: readonly number[];
  /** Called when a new frame has been drawn: the page then asks for the next one. */
  onDrawn(): void;
  formula?: () => Promise<string>;
  /** Replaces the panel's own sentence. */
  sentence?: ReactNode;
}

const NEVER: Feed<undefined> = {get: () => undefined, subscribe: () => () => {}};

export function TemperaturePanel(props: Props) {
  const {similarities, temperature, sharpness = NEVER, ghosts, onDrawn, formula, sentence} = props;
  const drawn = useRef<SimilarityFrame>(undefined);
  const seen = useRef<TemperatureLayout>(undefined);
  const hovered = useRef<number>(undefined);

  const read = (width: number, height: number): TemperatureInput => {
    const frame = similarities.get();
    const setting = settingOf(temperature.get(), sharpness.get());
    return {
      width,
      height,
      negatives: frame && readNegatives(frame),
      push: frame && setting && readPush(frame, setting.temperature),
      setting,
      ghosts: setting ? ghostsOf(setting, ghosts) : [],
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
      sentence={sentence ?? <Sentence similarities={similarities} temperature={temperature} sharpness={sharpness} />}
      formula={formula}
      table={() => tableOf(read(0, 0))}
    >
      <Chart
        id="temperature"
        label="Similarity to read off"
        feeds={[similarities, temperature, sharpness]}
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
    ? [{key: 'y', text: 'push, relative to the hardest negative', x: 0, y: 5, anchor: 'start' as const}]
    : []),
];

/** The sentence, with the effective number of negatives: it moves while the temperature is turned, training or not. */
function Sentence(props: Required<Pick<Props, 'similarities' | 'temperature' | 'sharpness'>>) {
  const frame = useFeed(props.similarities);
  const setting = settingOf(useFeed(props.temperature), useFeed(props.sharpness));
  if (!setting)
    return 'The similarity of anchors to their negatives (grey) and to their positive. This objective has no temperature.';
  const gaussian = setting.symbol === 't';
  return (
    <>
      {gaussian ? 'Gaussian potential' : 'Share of the push'} on a negative, by its similarity, at{' '}
      <span className="chart-figures">{settingText(setting)}</span>
      {gaussian && `, which acts like τ = ${plain(Number(setting.temperature.toPrecision(2)))}`}.{' '}
      {frame && (
        <>
          Effective negatives:{' '}
          <span className="chart-figures" data-testid="temperature-effective">
            {countText(readPush(frame, setting.temperature).effective)}
          </span>{' '}
          of {frame.candidates - 1}.
        </>
      )}
    </>
  );
}

/** 18, or 1.4: near 1, a tenth matters. */
const countText = (count: number) => (Number.isFinite(count) ? count.toFixed(count < 9.95 ? 1 : 0) : '–');

function tableOf({negatives, push, setting, ghosts}: TemperatureInput): Table {
  const others = ghosts.map((value) => ({
    name: `${setting!.symbol} = ${value}`,
    temperature: setting!.symbol === 'τ' ? value : temperatureOf(value),
  }));
  const settings = setting ? [{name: settingText(setting), temperature: setting.temperature}, ...others] : [];
  const reference = referenceOf(negatives);
  const rows = Array.from({length: BINS}, (_, bin) => [
    plain(binCentre(bin)),
    negatives?.histogram[bin] ?? 0,
    negatives?.positives[bin] ?? 0,
    ...(push ? [plain(push.shares[bin])] : []),
    ...settings.map(({temperature}) => plain(relativePenalty(binCentre(bin), temperature, reference))),
  ]);
  return {
    caption: 'Negatives and positives of a batch by similarity, and the push relative to the hardest negative.',
    columns: [
      'similarity',
      'negatives',
      'positives',
      ...(push ? ['share of the push'] : []),
      ...settings.map(({name}) => `push at ${name}`),
    ],
    rows,
  };
}
