/** The singular values of all unseen representations, or of the points on the sphere: how many directions are used. */
import {useRef, useState} from 'react';
import {Chart} from '../chart/Chart.tsx';
import {formatSteps, formatValue, plain} from '../chart/format.ts';
import type {Overlay} from '../chart/overlay.ts';
import type {Feed, SpectrumFrame} from '../data.ts';
import {PanelFrame} from '../frame/PanelFrame.tsx';
import type {Table} from '../frame/save.ts';
import type {Surface} from '../frame/useCanvas.ts';
import {useFeed} from '../frame/useFeed.ts';
import {drawAxes, drawSpectrum} from './draw.ts';
import {directionAt, readOut, type SpectrumLayout, type Spread, spectrumLayout, spreadOf, titlesOf} from './layout.ts';

interface Props {
  spectrum: Feed<SpectrumFrame | undefined>;
  /** Called when a new frame has been drawn: the page then asks for the next one. */
  onDrawn(): void;
  formula?: () => Promise<string>;
}

type Part = 'representation' | 'head';

const NOTHING: Spread = {shares: [], effectiveRank: undefined};

export default function SpectrumPanel({spectrum, onDrawn, formula}: Props) {
  const [part, setPart] = useState<Part>('representation');
  const drawn = useRef<SpectrumFrame>(undefined);
  /** The first frame of this run in this panel. */
  const first = useRef<SpectrumFrame>(undefined);
  const seen = useRef<SpectrumLayout>(undefined);
  const hovered = useRef(-1);
  const read = (frame = spectrum.get()) => (frame ? spreadOf(frame[part]) : NOTHING);

  const draw = (surface: Surface, overlay: Overlay) => {
    const frame = spectrum.get();
    if (!frame || !first.current || frame.tick < first.current.tick) first.current = frame;
    const before = first.current;
    const spread = read();
    const comparable = before && frame && before.tick < frame.tick && before[part].length === frame[part].length;
    const layout = spectrumLayout({
      width: surface.width,
      height: surface.height,
      spread,
      before: comparable ? spreadOf(before[part]) : undefined,
    });
    seen.current = layout;
    const k = hovered.current < spread.shares.length ? hovered.current : -1;
    drawSpectrum(surface, layout, k);
    drawAxes(overlay, layout);
    overlay.labels([...layout.labels, ...titlesOf()]);
    const rows = k < 0 ? [] : readOut(spread, k);
    overlay.card(rows, {x: k < 0 ? 0 : layout.bars[k].right, y: 0}, surface);
    overlay.probe({
      count: spread.shares.length,
      index: Math.max(0, k),
      text: rows.map(({label, value}) => `${label} ${value}`).join(', ') || 'nothing read off',
    });
    if (frame && frame !== drawn.current) {
      drawn.current = frame;
      onDrawn();
    }
    return false;
  };

  const hover = (k: number) => {
    hovered.current = k;
    return true;
  };

  return (
    <PanelFrame
      id="spectrum"
      title="How many directions are used"
      sentence={<Sentence spectrum={spectrum} part={part} first={first} />}
      formula={formula}
      table={() => tableOf(spectrum.get(), part)}
    >
      <div className="chart-frame">
        <Chart
          id="spectrum"
          label="Direction to read off"
          feeds={[spectrum]}
          draw={draw}
          onPoint={(at) => hover(at && seen.current ? directionAt(seen.current, read().shares.length, at.x) : -1)}
          onProbe={(k) => hover(k ?? -1)}
        />
        <div className="chart-controls">
          <PartButton name="representation" part={part} onChoose={setPart}>
            representation
          </PartButton>
          <PartButton name="head" part={part} onChoose={setPart}>
            points on the sphere
          </PartButton>
        </div>
      </div>
    </PanelFrame>
  );
}

interface PartButtonProps {
  name: Part;
  part: Part;
  onChoose(part: Part): void;
  children: string;
}

function PartButton({name, part, onChoose, children}: PartButtonProps) {
  return (
    <button
      type="button"
      className="chart-toggle"
      aria-pressed={part === name}
      data-testid={`spectrum-${name}`}
      onClick={() => onChoose(name)}
    >
      {children}
    </button>
  );
}

function Sentence({
  spectrum,
  part,
  first,
}: Pick<Props, 'spectrum'> & {part: Part; first: {current: SpectrumFrame | undefined}}) {
  const frame = useFeed(spectrum);
  if (!frame) return 'The singular values are on their way.';
  const {shares, effectiveRank} = spreadOf(frame[part]);
  const before = first.current && first.current.tick < frame.tick ? first.current.tick : undefined;
  return (
    <>
      Unseen things use about{' '}
      <span className="chart-figures chart-key" data-testid="spectrum-rank">
        {effectiveRank === undefined ? '0' : formatValue(effectiveRank)}
      </span>{' '}
      of {shares.length} directions.
      {before !== undefined && ` Line: step ${formatSteps(before)}.`}
    </>
  );
}

function tableOf(frame: SpectrumFrame | undefined, part: Part): Table {
  const columns = ['direction', 'singular value', 'share of the squared length'];
  if (!frame) return {caption: 'No singular values have arrived yet.', columns, rows: []};
  const {shares, effectiveRank} = spreadOf(frame[part]);
  const what = part === 'head' ? 'the unseen points on the sphere' : 'the unseen representations';
  const rank = effectiveRank === undefined ? '' : ` Effective rank ${plain(effectiveRank)}.`;
  return {
    caption: `Singular values of ${what} over √N, at step ${frame.tick}.${rank}`,
    columns,
    rows: shares.map((share, k) => [k + 1, plain(frame[part][k]), plain(share)]),
  };
}
