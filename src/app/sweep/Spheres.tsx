/** The spheres of a sweep side by side: whoever turns one turns all, and a thing that is pointed at is lit in each. */
import {useMemo, useState} from 'react';
import type {Feed} from '../../panels/data.ts';
import {useFeed} from '../../panels/frame/useFeed.ts';
import {SmallSphere} from '../../panels/hypersphere/SmallSphere.tsx';
import {signal} from '../../panels/hypersphere/signal.ts';
import type {Camera} from '../../panels/hypersphere/stage.ts';
import type {Cloud} from './cloud.ts';
import {ofSpot} from './ofSpot.ts';
import {Tiles, type TilesProps} from './Tiles.tsx';

interface Props extends TilesProps {
  cloud: Cloud;
  camera: Camera;
}

const noFrame = () => {};

export function Spheres({run, cloud, camera, best, nameOf, onOpen}: Props) {
  const [hovered] = useState(() => signal<number | undefined>(undefined));
  return (
    <section className="sweep-spheres" aria-labelledby="sweep-spheres">
      <header>
        <h2 id="sweep-spheres">The spheres, one for each value</h2>
        <p>
          Seed {run.spec.fan!.seeds[0]}. Turn one, and all turn. <Pointed cloud={cloud} hovered={hovered} />
        </p>
      </header>
      <Tiles run={run} best={best} nameOf={nameOf} onOpen={onOpen}>
        {(spot) => (
          <div className="sweep-sphere">
            <Sphere label={nameOf(spot)} {...{run, cloud, camera, spot, hovered}} />
          </div>
        )}
      </Tiles>
    </section>
  );
}

function Pointed({cloud, hovered}: {cloud: Cloud; hovered: Feed<number | undefined>}) {
  const row = useFeed(hovered);
  return <b>{row === undefined ? '' : cloud.points.name(row)}</b>;
}

interface SphereProps extends Pick<Props, 'run' | 'cloud' | 'camera'> {
  label: string;
  spot: number;
  hovered: ReturnType<typeof signal<number | undefined>>;
}

function Sphere({label, run, cloud, camera, spot, hovered}: SphereProps) {
  const frame = useMemo(() => ofSpot(run.clouds, spot), [run, spot]);
  return (
    <SmallSphere
      label={label}
      points={cloud.points}
      frame={frame}
      onDrawn={noFrame}
      hovered={hovered}
      onHover={(row) => hovered.set(row)}
      camera={camera}
    />
  );
}
