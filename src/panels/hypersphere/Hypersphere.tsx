/**
 * The main panel: where every point lies on the hypersphere.
 *
 * Two dimensions are drawn as a circle with the density around it, three as a sphere that can be turned, more as a
 * projection into a ball. `scene.ts` holds the points between two frames; `layout.ts`, `placement.ts` and `principal.ts`
 * compute their places; the files draw*.ts draw them; `useStage.ts` joins these. This file is the panel on the page.
 */
import './hypersphere.css';
import {type ReactNode, Suspense, useId} from 'react';
import type {Feed, PointSet} from '../data.ts';
import {lazyLater, Nothing} from '../frame/later.ts';
import {PanelFrame} from '../frame/PanelFrame.tsx';
import {useFeed} from '../frame/useFeed.ts';
import {Legend} from './Legend.tsx';
import {isUnderCard} from './layout.ts';
import {Search} from './Search.tsx';
import type {Scene} from './scene.ts';
import type {Stage} from './stage.ts';
import {groupTable} from './summary.ts';
import {useLens} from './useLens.ts';
import {type StageInput, useStage} from './useStage.ts';
import {countText, hasSentences, inPictures, instructionsOf, labelOf, type Shown, viewText} from './words.ts';

const Card = lazyLater(async () => (await import('./Card.tsx')).Card, Nothing);

interface Props extends StageInput {
  title: string;
  /** One sentence on what is seen, given by the preset. */
  sentence: ReactNode;
  formula?: () => Promise<string>;
  tools?: ReactNode;
  /** Elements over the stage, which may draw among its points. */
  overlay?: (stage: Stage) => ReactNode;
}

export function Hypersphere(props: Props) {
  const {title, sentence, points, frame, hovered, neighbours, formula, tools, overlay} = props;
  const lens = useLens(points);
  const {ref, ball, scene, shown, kind, controls, layers, stage} = useStage(props, lens);
  const hint = useId();
  const {show, handlers} = controls;
  const table = () => [...layers].at(-1)?.table() ?? groupTable(frame.get(), points);
  return (
    <PanelFrame
      id="hypersphere"
      level={1}
      title={title}
      sentence={sentence}
      table={table}
      formula={formula}
      tools={tools}
    >
      <div className="hypersphere">
        <div className="hypersphere-stage">
          <canvas ref={ref} />
          {/* Round and only as large as the sphere: around it a finger scrolls the page. */}
          <div
            ref={ball}
            className={`hypersphere-ball is-${kind}`}
            role="application"
            // biome-ignore lint/a11y/noNoninteractiveTabindex: an application, with keys of its own
            tabIndex={0}
            aria-label={points ? `${labelOf(kind)}: ${countText(points)}` : labelOf(kind)}
            aria-describedby={hint}
            data-testid="hypersphere"
            data-kind={kind}
            {...handlers}
          />
          <p className="hypersphere-unseen" id={hint}>
            {instructionsOf(kind)}
          </p>
          {points?.named && (
            <Search
              pictures={inPictures(points)}
              query={lens.query}
              names={lens.names}
              found={lens.found}
              onQuery={lens.setQuery}
              onShow={() => lens.matches?.[0] !== undefined && show(lens.matches[0])}
            />
          )}
          <Suspense>
            <Card
              points={points}
              hovered={hovered}
              neighbours={neighbours}
              shown={shown}
              coordinates={(row) => coordinatesOf(scene, row)}
              isInTheWay={(row) => {
                const wide = points !== undefined && hasSentences(points);
                return isUnderCard(scene.places.x[row], scene.places.y[row], ref.current?.clientWidth ?? 0, wide);
              }}
            />
          </Suspense>
        </div>
        {overlay?.(stage)}
        <Legend points={points} pressed={lens.pressed} onPress={lens.press} onPreview={lens.setPreview} />
        <Note shown={shown} points={points} />
      </div>
    </PanelFrame>
  );
}

const coordinatesOf = ({kind, glide}: Scene, row: number): number[] =>
  Array.from(glide.to.subarray(3 * row, 3 * row + (kind === 'circle' ? 2 : 3)));

/** The note about the kind of view and the number of points. */
function Note({shown, points}: {shown: Feed<Shown | undefined>; points: PointSet | undefined}) {
  const view = useFeed(shown);
  return (
    <p className="hypersphere-note" data-testid="hypersphere-note">
      {view && points && (
        <>
          <span data-picture-text>{viewText(view)}</span> <span data-picture-text>{countText(points)}</span>
        </>
      )}
    </p>
  );
}
