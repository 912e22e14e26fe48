/** The similarities of a batch: the densities of positives and negatives, and how far they overlap. */
import {useRef, useState} from 'react';
import {Chart} from '../chart/Chart.tsx';
import {formatShare, formatValue, plain} from '../chart/format.ts';
import {Glide} from '../chart/glide.ts';
import type {Overlay} from '../chart/overlay.ts';
import type {Feed, SimilarityFrame} from '../data.ts';
import {PanelFrame} from '../frame/PanelFrame.tsx';
import type {Table} from '../frame/save.ts';
import type {Surface} from '../frame/useCanvas.ts';
import {useFeed} from '../frame/useFeed.ts';
import {Terms} from '../glossary/Terms.tsx';
import {drawAxes, drawRule, drawSimilarities} from './draw.ts';
import {readOut, type SimilaritiesLayout, similaritiesLayout, titlesOf, topOf} from './layout.ts';
import {type Density, readSeparation, type Separation, shareAbove} from './separation.ts';

interface Props {
  similarities: Feed<SimilarityFrame | undefined>;
  /** Called when a new frame has been drawn: the page then asks for the next one. */
  onDrawn(): void;
  formula?: () => Promise<string>;
}

/** Places that arrow keys stop at: every 0.05. */
const STOPS = 41;
const stopAt = (i: number) => (2 * i) / (STOPS - 1) - 1;

export default function SimilaritiesPanel({similarities, onDrawn, formula}: Props) {
  const drawn = useRef<SimilarityFrame>(undefined);
  const seen = useRef<SimilaritiesLayout>(undefined);
  const hovered = useRef<number>(undefined);
  const [heights] = useState(() => ({positives: new Height(), negatives: new Height()}));
  const read = () => readSeparation(similarities.get());

  const draw = (surface: Surface, overlay: Overlay) => {
    const {width, height, now} = surface;
    const separation = read();
    const tops = {
      positives: heights.positives.show(separation?.densities.positives, now),
      negatives: heights.negatives.show(separation?.densities.negatives, now),
    };
    const layout = similaritiesLayout({width, height, separation, tops});
    seen.current = layout;
    drawSimilarities(surface, layout);
    drawAxes(overlay, layout);
    overlay.labels([...layout.labels, ...titlesOf(layout)]);
    const s = hovered.current;
    const rows = s === undefined || !separation ? [] : readOut(s, separation);
    const x = layout.x(s ?? 0);
    if (rows.length > 0) drawRule(surface, layout, x);
    overlay.card(rows, {x, y: 0}, surface);
    overlay.probe({
      count: STOPS,
      index: Math.round((((s ?? 0) + 1) / 2) * (STOPS - 1)),
      text: rows.map(({label, value}) => `${label} ${value}`).join(', ') || 'nothing read off',
    });
    const frame = similarities.get();
    if (frame && frame !== drawn.current) {
      drawn.current = frame;
      onDrawn();
    }
    return heights.positives.moving || heights.negatives.moving;
  };

  const hover = (similarity: number | undefined) => {
    hovered.current = similarity === undefined ? undefined : Math.min(1, Math.max(-1, similarity));
    return true;
  };

  return (
    <PanelFrame
      id="similarities"
      title="Positives apart from negatives"
      sentence={<Sentence similarities={similarities} />}
      formula={formula}
      table={() => tableOf(read())}
    >
      <Chart
        id="similarities"
        label="Cosine to read off"
        feeds={[similarities]}
        draw={draw}
        onPoint={(point) => hover(point && seen.current?.x.invert(point.x))}
        onProbe={(i) => hover(i === undefined ? undefined : stopAt(i))}
      />
    </PanelFrame>
  );
}

/** The scale of a density, on the way to the one that it needs. */
class Height {
  readonly #glide = new Glide();
  #top: number | undefined;

  show(density: Density | undefined, now: number): number {
    if (!density) return 1;
    this.#top = topOf(density, this.#top);
    return this.#glide.towards('log', [0.001, this.#top], now)[1];
  }

  get moving(): boolean {
    return this.#glide.moving;
  }
}

function Sentence({similarities}: Pick<Props, 'similarities'>) {
  const frame = useFeed(similarities);
  const separation = readSeparation(frame);
  if (!separation) {
    return frame ? 'Nothing in this batch is a negative.' : 'The cosines of the pairs of a batch are on their way.';
  }
  const {nearer, auc, dPrime} = separation;
  return (
    <Terms>
      <span className="chart-figures chart-key" data-testid="similarities-nearer">
        {formatShare(nearer)}
      </span>{' '}
      of negatives are nearer than the median positive. AUC{' '}
      <span className="chart-figures" data-testid="similarities-auc">
        {auc.toFixed(3)}
      </span>
      , d′ <span className="chart-figures">{dPrime === undefined ? '–' : formatValue(dPrime)}</span>.
    </Terms>
  );
}

function tableOf(separation: Separation | undefined): Table {
  const columns = ['cosine', 'positives from here on', 'negatives from here on'];
  if (!separation) return {caption: 'No batch has been measured yet.', columns, rows: []};
  const {anchors, means, auc, dPrime, positives, negatives, tick, nearer} = separation;
  const caption = [
    `Step ${tick}: ${anchors} anchors, ${plain(negatives.length / anchors)} negatives each.`,
    `Mean cosine of positives ${plain(means.positives)}, of negatives ${plain(means.negatives)}.`,
    `Share of negatives nearer than the median positive ${plain(nearer)}, AUC ${plain(auc)}.`,
    ...(dPrime === undefined ? [] : [`d′ ${plain(dPrime)}.`]),
  ].join(' ');
  const rows = Array.from({length: STOPS}, (_, i) => {
    const s = stopAt(i);
    return [plain(Number(s.toFixed(4))), plain(shareAbove(positives, s)), plain(shareAbove(negatives, s))];
  });
  return {caption, columns, rows};
}
