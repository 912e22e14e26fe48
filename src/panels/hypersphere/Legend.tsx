import {Toolbar} from 'react-aria-components';
import type {PointSet} from '../data.ts';
import {swatchOf} from './words.ts';

/** More groups stand in lines below the figure, and Tab comes to them once: the arrow keys go on. */
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
  const switches = groups.map((name, group) => (
    <button
      key={name}
      type="button"
      data-picture-text
      aria-pressed={pressed.has(group)}
      onClick={() => onPress(group)}
      onPointerEnter={(event) => event.pointerType !== 'touch' && onPreview(group)}
      onPointerLeave={() => onPreview(undefined)}
      onFocus={(event) => event.currentTarget.matches(':focus-visible') && onPreview(group)}
      onBlur={() => onPreview(undefined)}
    >
      <i data-swatch style={{background: swatchOf(points, group)}} />
      {name}
    </button>
  ));
  const shared = {'aria-label': 'Groups', 'data-testid': 'legend'};
  if (groups.length > MANY) {
    return (
      <Toolbar className="hypersphere-legend is-long" {...shared}>
        {switches}
      </Toolbar>
    );
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: these are buttons of a figure, not fields of a form
    <div className="hypersphere-legend" role="group" {...shared}>
      {switches}
    </div>
  );
}
