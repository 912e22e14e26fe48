import type {Feed, Neighbours, PointSet} from '../data.ts';
import {useFeed} from '../frame/useFeed.ts';
import {Picture} from './Picture.tsx';
import {spoken} from './words.ts';

interface Props {
  points: PointSet | undefined;
  hovered: Feed<number | undefined>;
  neighbours: Feed<Neighbours | undefined>;
  /** Changes when the points' places do. */
  shown: Feed<unknown>;
  /** The coordinates of a row as they are drawn. */
  coordinates(row: number): readonly number[];
  /** The card stands aside from the point that it is about. */
  isInTheWay(row: number): boolean;
}

const MOST = 6;

/** What the reader points at: its picture, its name, and what lies nearest to it. */
export function Card({points, hovered, neighbours, shown, coordinates, isInTheWay}: Props) {
  const row = useFeed(hovered);
  const known = points && row !== undefined && row < points.count;
  return (
    <>
      {known && (
        <div
          className={isInTheWay(row) ? 'hypersphere-card is-left' : 'hypersphere-card'}
          data-testid="hypersphere-card"
          data-row={row}
        >
          <Head points={points} row={row} />
          {!points.sprite && <Coordinates shown={shown} row={row} coordinates={coordinates} />}
          <Nearest points={points} row={row} neighbours={neighbours} />
        </div>
      )}
      <p className="hypersphere-unseen" aria-live="polite">
        {known && spoken(points, row)}
      </p>
    </>
  );
}

function Head({points, row}: {points: PointSet; row: number}) {
  const sprite = points.sprite?.(row);
  const group = points.groupOf[row];
  return (
    <div className={sprite ? 'hypersphere-card-head has-picture' : 'hypersphere-card-head'}>
      {sprite && <Picture sprite={sprite} size={64} />}
      <div>
        <b>{points.name(row)}</b>
        <span className="hypersphere-card-group">
          <i style={{background: `var(--group-${group % 10})`}} />
          {points.groups[group]}
        </span>
      </div>
      {points.detail(row) !== points.groups[group] && <p>{points.detail(row)}</p>}
    </div>
  );
}

function Coordinates({shown, row, coordinates}: Pick<Props, 'shown' | 'coordinates'> & {row: number}) {
  useFeed(shown);
  const values = coordinates(row).map((value) => value.toFixed(2).replace('-', '\u2212'));
  return <p className="hypersphere-coordinates">({values.join(', ')})</p>;
}

function Nearest({points, row, neighbours}: {points: PointSet; row: number} & Pick<Props, 'neighbours'>) {
  const near = useFeed(neighbours);
  const rows = near?.row === row ? near.rows.slice(0, MOST).filter((other) => other < points.count) : [];
  return (
    <div className="hypersphere-near">
      <p>
        {near?.row === row
          ? `its nearest neighbours at step ${near.tick.toLocaleString('en')}`
          : 'its nearest neighbours'}
      </p>
      <ul className={points.sprite ? 'has-pictures' : undefined}>
        {rows.map((other, i) => (
          <Neighbour key={other} points={points} row={other} similarity={near!.similarities[i]} />
        ))}
      </ul>
    </div>
  );
}

function Neighbour({points, row, similarity}: {points: PointSet; row: number; similarity: number}) {
  const sprite = points.sprite?.(row);
  const cosine = `cosine ${similarity.toFixed(2)}`;
  if (sprite) {
    return (
      <li>
        <Picture sprite={sprite} size={22} />
        <span className="hypersphere-unseen">{`${points.name(row)}, ${cosine}`}</span>
      </li>
    );
  }
  return (
    <li>
      <i style={{background: `var(--group-${points.groupOf[row] % 10})`}} />
      {points.name(row)} <span>{similarity.toFixed(2)}</span>
    </li>
  );
}
