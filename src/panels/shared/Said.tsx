/** The text of an answer, each part tinted by what its move is worth by the gold reward. */
import {Fragment} from 'react';
import {signed} from '../chart/format.ts';
import {areTold, type MoveKind, type Piece, toneOf} from './sayings.ts';
import './said.css';

interface Props {
  pieces: readonly Piece[];
  kinds: readonly MoveKind[];
  /** The kind of the part under the pointer. */
  onPoint?(kind: number | undefined): void;
}

export function Said({pieces, kinds, onPoint}: Props) {
  if (pieces.length === 0) return <i>nothing said</i>;
  return pieces.map(({before, text, kind}, i) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: a part is its place
    <Fragment key={i}>
      {before}
      <span
        className="said"
        data-tone={toneOf(kinds[kind])}
        onPointerEnter={onPoint && (() => onPoint(kind))}
        onPointerLeave={onPoint && (() => onPoint(undefined))}
      >
        {text}
      </span>
    </Fragment>
  ));
}

/** The legend of the tints, or the kind of move under the pointer; nothing where moves have no worth of their own. */
export function SaidScale({kinds, pointed}: {kinds: readonly MoveKind[]; pointed: number | undefined}) {
  if (!areTold(kinds)) return undefined;
  const kind = pointed === undefined ? undefined : kinds[pointed];
  return (
    <p className="said-scale chart-figures" data-testid="said-scale">
      {kind ? (
        <>
          {kind.sign} {kind.name}
          {kind.worth !== undefined && `: ${signed(kind.worth)} of gold reward each`}
        </>
      ) : (
        <>
          Words{' '}
          <span className="said" data-tone="good">
            raise
          </span>{' '}
          or{' '}
          <span className="said" data-tone="bad">
            lower
          </span>{' '}
          the gold reward, or do neither.
        </>
      )}
    </p>
  );
}
