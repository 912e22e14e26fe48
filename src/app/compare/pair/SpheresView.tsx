/** Two spheres that turn together. */
import {useEffect, useMemo, useState} from 'react';
import {formatValue} from '../../../panels/chart/format.ts';
import type {Feed, PointSet} from '../../../panels/data.ts';
import {useFeed} from '../../../panels/frame/useFeed.ts';
import {SmallSphere} from '../../../panels/hypersphere/SmallSphere.tsx';
import {newCamera} from '../../../panels/hypersphere/stage.ts';
import {spoken} from '../../../panels/hypersphere/words.ts';
import {Row, type Slots} from './Row.tsx';
import type {Side} from './side.ts';
import {type Relation, Spheres} from './spheres.ts';

export function SpheresView(slots: Slots) {
  const {sides} = slots;
  const spheres = useMemo(() => new Spheres(sides), [sides]);
  useEffect(() => spheres.begin(), [spheres]);
  const [camera] = useState(newCamera);
  return (
    <>
      <Row
        {...slots}
        figure={(i) => (
          <Sphere side={sides[i]} half={spheres.halves[i]} onHover={(row) => spheres.hover(i, row)} camera={camera} />
        )}
        under={(i) => <Pointed points={sides[i].points} hovered={spheres.halves[i].hovered} />}
      />
      <Note relation={spheres.relation} />
    </>
  );
}

interface SphereProps {
  side: Side;
  half: Spheres['halves'][0];
  onHover(row: number | undefined): void;
  camera: ReturnType<typeof newCamera>;
}

function Sphere({side, half, onHover, camera}: SphereProps) {
  return (
    <SmallSphere
      label={side.label}
      points={useFeed(side.points)}
      frame={half.frame}
      onDrawn={side.onDrawn}
      hovered={half.hovered}
      onHover={onHover}
      camera={camera}
    />
  );
}

/** The name of what is pointed at. */
function Pointed({points, hovered}: {points: Feed<PointSet | undefined>; hovered: Feed<number | undefined>}) {
  const [known, row] = [useFeed(points), useFeed(hovered)];
  return (
    <p className="pair-pointed" aria-live="polite">
      {known && row !== undefined && row < known.count ? spoken(known, row) : ' '}
    </p>
  );
}

function Note({relation}: {relation: Feed<Relation>}) {
  const now = useFeed(relation);
  return (
    <p className="pair-note" data-testid="pair-note" data-kind={now.kind}>
      {noteOf(now)}
    </p>
  );
}

/** What was done to the right picture, in words. */
export function noteOf(relation: Relation): string {
  if (relation.kind === 'waiting') return 'The points are on their way.';
  if (relation.kind === 'apart') return relation.why;
  const {mirrored, before, after} = relation.alignment;
  const [shape, done] = [relation.dimension === 2 ? 'circle' : 'sphere', mirrored ? 'mirrored and turned' : 'turned'];
  return (
    `The right ${shape} was ${done} as a whole so that the same points lie as close together as they can; ` +
    `nothing within it has moved. They now lie ${formatValue(after)} apart (root mean square, in radii), ` +
    `and lay ${formatValue(before)} apart before.${relation.dimension > 3 ? ' This is about the three directions that are shown.' : ''}`
  );
}
