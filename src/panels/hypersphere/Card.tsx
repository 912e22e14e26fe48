import type {Feed, Neighbours, PointSet} from '../data.ts';
import {useFeed} from '../frame/useFeed.ts';
import {Picture} from './Picture.tsx';
import {hasSentences, inPictures, spoken, swatchOf} from './words.ts';

interface Props {
  points: PointSet | undefined;
  hovered: Feed<number | undefined>;
  /** The nearest by the representations, or those in the head. */
  neighbours: Feed<(Neighbours & {inHead?: true}) | undefined>;
  /** Changes whenever the points move. */
  shown: Feed<unknown>;
  /** The coordinates of a row as they are drawn. */
  coordinates(row: number): readonly number[];
  /** Whether the card would hide the point that it describes. */
  isInTheWay(row: number): boolean;
}

const MOST = 6;

/** The card of the point under the pointer: its picture, its name and its nearest neighbours. */
export function Card({points, hovered, neighbours, shown, coordinates, isInTheWay}: Props) {
  const row = useFeed(hovered);
  const known = points && row !== undefined && row < points.count;
  return (
    <>
      {known && (
        <div
          className={`hypersphere-card${isInTheWay(row) ? ' is-left' : ''}${hasSentences(points) ? ' is-wide' : ''}`}
          data-testid="hypersphere-card"
          data-row={row}
        >
          <Head points={points} row={row} />
          {!points.named && <Coordinates shown={shown} row={row} coordinates={coordinates} />}
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
  const colour = points.colour?.(row);
  const group = points.groupOf[row];
  return (
    <div className={sprite || colour ? 'hypersphere-card-head has-picture' : 'hypersphere-card-head'}>
      {sprite && <Picture sprite={sprite} size={64} />}
      {colour && <i className="hypersphere-colour" style={{background: colour}} />}
      <div>
        <b>{points.name(row)}</b>
        <span className="hypersphere-card-group">
          <i style={{background: swatchOf(points, group)}} />
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
          ? `its nearest neighbours ${near.inHead ? 'in the head ' : ''}at step ${near.tick.toLocaleString('en')}`
          : 'its nearest neighbours'}
      </p>
      <ul className={inPictures(points) ? 'has-pictures' : undefined}>
        {rows.map((other, i) => (
          <Neighbour key={other} points={points} row={other} similarity={near!.similarities[i]} />
        ))}
      </ul>
    </div>
  );
}

function Neighbour({points, row, similarity}: {points: PointSet; row: number; similarity: number}) {
  const sprite = points.sprite?.(row);
  if (sprite && inPictures(points)) {
    return (
      <li>
        <Picture sprite={sprite} size={22} />
        <span className="hypersphere-unseen">{`${points.name(row)}, cosine ${similarity.toFixed(2)}`}</span>
      </li>
    );
  }
  const colour = points.colour?.(row) ?? swatchOf(points, points.groupOf[row]);
  return (
    <li>
      {sprite ? <Picture sprite={sprite} size={14} /> : <i style={{background: colour}} />}
      <span className="hypersphere-near-name">{points.name(row)}</span> <span>{similarity.toFixed(2)}</span>
    </li>
  );
}
