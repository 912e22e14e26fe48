/** A canvas on which the reader paints clusters, by pointer or keyboard. It is loaded when such a world is chosen. */
import {type KeyboardEvent, type PointerEvent, useEffect, useId, useRef, useState} from 'react';
import {Button, ToggleButton, ToggleButtonGroup} from 'react-aria-components';
import {type Surface, useCanvas} from '../../../panels/frame/useCanvas.ts';
import {type Dab, type DrawingField, number} from '../../../spec/index.ts';
import {Slider} from '../Slider.tsx';
import {type Brush, brushAfter, brushAt, isApart, painted} from './brush.ts';
import './drawing.css';

interface Props {
  field: DrawingField;
  value: readonly Dab[];
  path: string;
  labelledBy: string;
  describedBy: string;
  onChange(value: Dab[]): void;
}

const SPREAD = 5;

export function DrawingControl({field, value, path, labelledBy, describedBy, onChange}: Props) {
  const {draft, change, commit, undo, canUndo} = useDraft(value, onChange);
  const [brush, setBrush] = useState<Brush>({of: 0, x: field.grid / 2, y: field.grid / 2, spread: SPREAD});
  const [shown, setShown] = useState(false);
  const stroke = useRef<readonly Dab[] | undefined>(undefined);
  const state = useId();
  const canvas = useCanvas((surface) => draw(surface, field, draft, shown ? brush : undefined), []);

  const brushUnder = (event: PointerEvent): Brush => {
    const {left, top, width, height} = event.currentTarget.getBoundingClientRect();
    const x = ((event.clientX - left) / width) * field.grid;
    return brushAt(brush, x, (1 - (event.clientY - top) / height) * field.grid, field);
  };
  const pressed = (event: PointerEvent<HTMLDivElement>) => {
    event.currentTarget.setPointerCapture(event.pointerId);
    const now = brushUnder(event);
    setBrush(now);
    stroke.current = painted(draft, now, field);
    change(stroke.current);
  };
  const drawn = (event: PointerEvent<HTMLDivElement>) => {
    const now = brushUnder(event);
    setBrush(now);
    const dabs = stroke.current;
    if (!dabs || !isApart(dabs[dabs.length - 1], now)) return;
    stroke.current = painted(dabs, now, field);
    change(stroke.current);
  };
  const lifted = () => {
    if (stroke.current) commit(stroke.current);
    stroke.current = undefined;
  };
  const typed = (event: KeyboardEvent) => {
    if (event.altKey || event.metaKey || (event.ctrlKey && event.key !== 'z')) return;
    const moved = brushAfter(event.key, event.shiftKey, brush, field);
    if (moved) setBrush(moved);
    else if (event.key === ' ' || event.key === 'Enter') commit(painted(draft, brush, field));
    else if (event.key === 'u' || event.key === 'U' || event.key === 'z') undo();
    else return;
    // The arrows would scroll the rail, and Space would play or pause.
    event.preventDefault();
  };

  return (
    <div className="drawing">
      <span className="field-label" id={labelledBy}>
        {field.label}
      </span>
      <ToggleButtonGroup
        className="drawing-classes"
        aria-label="Class to paint"
        data-testid={`classes-${path}`}
        selectionMode="single"
        disallowEmptySelection
        selectedKeys={[String(brush.of)]}
        onSelectionChange={([of]) => setBrush({...brush, of: Number(of)})}
      >
        {Array.from({length: field.classes}, (_, of) => (
          <ToggleButton
            // biome-ignore lint/suspicious/noArrayIndexKey: a class is its number
            key={of}
            id={String(of)}
            className="drawing-class"
            aria-label={`Class ${of + 1}`}
            style={{'--class': `var(--group-${of})`} as React.CSSProperties}
          >
            {of + 1}
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
      <div
        role="application"
        className="drawing-canvas"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it is painted on with the keyboard
        tabIndex={0}
        aria-labelledby={labelledBy}
        aria-describedby={`${state} ${describedBy}`}
        data-testid={`drawing-${path}`}
        onPointerDown={pressed}
        onPointerMove={drawn}
        onPointerUp={lifted}
        onPointerCancel={lifted}
        onPointerEnter={() => setShown(true)}
        onPointerLeave={() => setShown(false)}
        onFocus={() => setShown(true)}
        onBlur={() => setShown(false)}
        onKeyDown={typed}
      >
        <canvas ref={canvas.ref} />
      </div>
      <p id={state} className="drawing-state" aria-live="polite" data-testid={`drawing-state-${path}`}>
        {stateOf(draft, brush, field)}
      </p>
      <div className="drawing-foot">
        <Button className="quiet" isDisabled={!canUndo} onPress={undo} data-testid={`undo-${path}`}>
          Undo
        </Button>
        <Button
          className="quiet"
          isDisabled={draft.length === 0}
          onPress={() => commit([])}
          data-testid={`clear-${path}`}
        >
          Clear
        </Button>
      </div>
      <BrushWidth field={field} brush={brush} describedBy={describedBy} onChange={setBrush} />
    </div>
  );
}

function BrushWidth({
  field,
  brush,
  describedBy,
  onChange,
}: {
  field: DrawingField;
  brush: Brush;
  describedBy: string;
  onChange(brush: Brush): void;
}) {
  const label = useId();
  const width = number({
    label: 'Brush',
    help: 'How wide the next cloud is.',
    default: SPREAD,
    range: field.spread,
    step: 1,
    integer: true,
  });
  return (
    <div className="field drawing-width">
      <span className="field-label" id={label}>
        {width.label}
      </span>
      <Slider
        field={width}
        value={brush.spread}
        labelledBy={label}
        describedBy={describedBy}
        testId="brush-width"
        marked={false}
        onChange={(spread) => onChange({...brush, spread})}
      />
    </div>
  );
}

/**
 * The drawing on the canvas: the setting's value, or the one that is being painted. An empty drawing is not passed on,
 * so a cleared canvas changes nothing before its first dab.
 */
function useDraft(value: readonly Dab[], onChange: (value: Dab[]) => void) {
  const [draft, setDraft] = useState(value);
  const [before, setBefore] = useState<readonly (readonly Dab[])[]>([]);
  const handedOn = useRef(value);
  // A link, another preset or the back button brings another drawing.
  useEffect(() => {
    if (value === handedOn.current) return;
    handedOn.current = value;
    setDraft(value);
    setBefore([]);
  }, [value]);
  const show = (dabs: readonly Dab[]) => {
    setDraft(dabs);
    if (dabs.length === 0) return;
    handedOn.current = dabs;
    onChange(dabs as Dab[]);
  };
  const last = useRef(value);
  return {
    draft,
    change: setDraft,
    commit(dabs: readonly Dab[]) {
      setBefore([...before, last.current]);
      last.current = dabs;
      show(dabs);
    },
    undo() {
      const dabs = before.at(-1) ?? draft.slice(0, -1);
      setBefore(before.slice(0, -1));
      last.current = dabs;
      show(dabs);
    },
    canUndo: before.length > 0 || draft.length > 0,
  };
}

function stateOf(dabs: readonly Dab[], {of, x, y}: Brush, {most}: DrawingField): string {
  const brush = `Class ${of + 1} at ${x}, ${y}.`;
  if (dabs.length === 0) return `${brush} Paint the first cloud: an empty canvas trains nothing.`;
  if (dabs.length === most) return `${brush} ${most} of ${most} clouds: the canvas is full.`;
  return `${brush} ${dabs.length} of ${most} clouds.`;
}

function draw(
  {context, width, height, palette}: Surface,
  {grid}: DrawingField,
  dabs: readonly Dab[],
  brush?: Brush,
): boolean {
  const unit = width / grid;
  const at = (x: number, y: number): [number, number] => [x * unit, height - y * unit];
  const disc = (x: number, y: number, radius: number) => {
    context.beginPath();
    context.arc(...at(x, y), radius * unit, 0, 2 * Math.PI);
  };
  for (const [of, x, y, spread] of dabs) {
    context.fillStyle = palette.groups[of];
    // Rings at one and two standard deviations of the cloud.
    for (const [deviations, alpha] of [
      [2, 0.22],
      [1, 0.45],
    ]) {
      context.globalAlpha = alpha;
      disc(x, y, deviations * spread);
      context.fill();
    }
  }
  context.globalAlpha = 1;
  if (!brush) return false;
  context.lineWidth = 1.5;
  context.strokeStyle = palette.ink;
  disc(brush.x, brush.y, 2 * brush.spread);
  context.stroke();
  context.fillStyle = palette.groups[brush.of];
  disc(brush.x, brush.y, 1.5);
  context.fill();
  return false;
}
