import type {PointSet} from '../data.ts';
import {swatchOf} from './words.ts';

/** More groups are listed in several columns. */
const MANY = 14;

interface Props {
  points: PointSet | undefined;
  pressed: ReadonlySet<number>;
  onPress(group: number): void;
  /** Called with the group whose name has the pointer or the focus. */
  onPreview(group: number | undefined): void;
}

/** The groups' colours and names; each is a switch that fades the others. */
export function Legend({points, pressed, onPress, onPreview}: Props) {
  if (!points) return null;
  const {groups} = points;
  return (
    // biome-ignore lint/a11y/useSemanticElements: these are buttons of a figure, not fields of a form
    <div
      className={groups.length > MANY ? 'hypersphere-legend is-long' : 'hypersphere-legend'}
      role="group"
      aria-label="Groups"
      data-testid="legend"
    >
      {groups.map((name, group) => (
        <button
          key={name}
          type="button"
          data-picture-text
          aria-pressed={pressed.has(group)}
          onClick={() => onPress(group)}
          onPointerEnter={(event) => event.pointerType === 'mouse' && onPreview(group)}
          onPointerLeave={() => onPreview(undefined)}
          onFocus={(event) => event.currentTarget.matches(':focus-visible') && onPreview(group)}
          onBlur={() => onPreview(undefined)}
        >
          <i data-swatch style={{background: swatchOf(points, group)}} />
          {name}
        </button>
      ))}
    </div>
  );
}
