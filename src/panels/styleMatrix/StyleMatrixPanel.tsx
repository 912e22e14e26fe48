/** The style matrix: whether the reward sees a small error behind richer style. */
import {useMemo} from 'react';
import {formatShare, formatSteps, plain} from '../chart/format.ts';
import {drawShares} from '../chart/shares.ts';
import type {Feed, MetricLog, View} from '../data.ts';
import {FramePanel, type Stop} from '../frame/FramePanel.tsx';
import type {Table} from '../frame/save.ts';
import type {Surface} from '../frame/useCanvas.ts';
import {useFeed} from '../frame/useFeed.ts';
import {STYLE_NAMES, styleMatrixLayout} from './layout.ts';
import {kindOf, type StyleMatrix, styleMatrixFeed} from './matrix.ts';

interface Props {
  log: Feed<MetricLog & {version: number}>;
  view: Feed<View>;
  /** Whether the run measures the suites. */
  measured: boolean;
  formula?: () => Promise<string>;
}

const nothing = () => {};

function picture(matrix: StyleMatrix | undefined, {width, height}: Surface) {
  const layout = styleMatrixLayout(width, height, matrix);
  return {...layout, paint: (surface: Surface, read: Stop | undefined) => drawShares(surface, layout, read)};
}

export function StyleMatrixPanel({log, view, measured, formula}: Props) {
  const feed = useMemo(() => styleMatrixFeed(log, view), [log, view]);
  const matrix = useFeed(feed);
  return (
    <FramePanel
      id="styleMatrix"
      title="A small error, behind any style"
      sentence={measured ? <Sentence matrix={matrix} /> : UNMEASURED}
      formula={formula}
      table={() => tableOf(feed.get())}
      label="Styles to read off"
      feed={feed}
      onDrawn={nothing}
      picture={picture}
      along="both"
    />
  );
}

const UNMEASURED = 'This run does not measure it. Under “All settings”, set the suites of the world to “all”.';

function Sentence({matrix}: {matrix: StyleMatrix | undefined}) {
  if (!matrix) return 'The suites have not been measured yet.';
  const {easy, normal, hard} = matrix;
  const share = (value: number, id: string) => (
    <span className="chart-figures chart-key" data-testid={`style-matrix-${id}`}>
      {formatShare(value)}
    </span>
  );
  return (
    <>
      How often the right answer has the higher reward: {share(easy, 'easy')} where it has the richer style (easy),{' '}
      {share(normal, 'normal')} in the same style (normal), {share(hard, 'hard')} where the wrong one has it (hard).
    </>
  );
}

function tableOf(matrix: StyleMatrix | undefined): Table {
  const columns = ['right answer', 'wrong answer', 'which is', 'right one preferred'];
  if (!matrix) return {caption: 'The suites have not been measured.', columns, rows: []};
  const {tick, shares, easy, normal, hard} = matrix;
  return {
    caption: `Step ${formatSteps(tick)}: share of pairs that differ in one fact in which the reward prefers the right answer.`,
    columns,
    rows: [
      ...shares.flatMap((row, i) =>
        row.map((value, j) => [STYLE_NAMES[i], STYLE_NAMES[j], kindOf(i, j), plain(value)]),
      ),
      ...Object.entries({easy, normal, hard}).map(([kind, value]) => ['mean', 'mean', kind, plain(value)]),
    ],
  };
}
