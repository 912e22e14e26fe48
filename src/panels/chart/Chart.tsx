import {type KeyboardEvent, type PointerEvent, useEffect, useEffectEvent, useRef} from 'react';
import type {Feed} from '../data.ts';
import {placeIn} from '../frame/pointer.ts';
import {type Surface, useCanvas} from '../frame/useCanvas.ts';
import {Overlay} from './overlay.ts';
import './chart.css';

interface Pointed {
  x: number;
  y: number;
  /** Whether dragging goes on outside the chart while the pointer is held down. */
  pressed: boolean;
}

interface Props {
  id: string;
  /** The name of the slider that arrow keys move and that a screen reader announces. */
  label: string;
  feeds: readonly Feed<unknown>[];
  /** Draws marks on the canvas, and axes and texts above; returns true to be called again at the next frame. */
  draw(surface: Surface, overlay: Overlay): boolean;
  /** The pointer, in pixels of the chart; undefined when it has left. Return true to draw again. */
  onPoint(point: Pointed | undefined): boolean;
  /** A place chosen by the keyboard; undefined when the reader has left. Return true to draw again. */
  onProbe(index: number | undefined): boolean;
  /** A press or Enter: the place under the pointer, or reached by keys, is chosen. */
  onChoose?(): void;
  /** A press moves something, so that a tap leaves nothing read off. */
  moves?: boolean;
}

/** Keys that move a slider. */
const WALKING = /^(Arrow|Home$|End$|Page)/;

/**
 * A canvas for marks, an SVG above it, and one way to read off numbers for pointer, touch, keyboard and screen reader.
 */
export function Chart({id, label, feeds, draw, onPoint, onProbe, onChoose, moves}: Props) {
  const root = useRef<HTMLDivElement>(null);
  const overlay = useRef<Overlay>(undefined);
  const held = useRef(false);
  /** Whether the last that a finger or pen did was a tap: what it read off stays until the next press elsewhere. */
  const tapped = useRef(false);
  const canvas = useCanvas((surface) => {
    overlay.current ??= new Overlay(root.current!);
    return draw(surface, overlay.current);
  }, feeds);
  const redraw = (wanted: boolean) => wanted && canvas.redraw();
  const point = (event: PointerEvent) => {
    const pressed = event.buttons % 2 === 1;
    tapped.current = pressed && !moves && event.pointerType !== 'mouse';
    redraw(onPoint({...placeIn(root.current!, event), pressed}));
    if (pressed && !held.current) onChoose?.();
    held.current = pressed;
  };
  const letGo = () => {
    held.current = false;
    tapped.current = false;
    redraw(onPoint(undefined));
  };
  const leave = () => {
    held.current = false;
    if (!tapped.current) letGo();
  };
  const press = (event: PointerEvent) => {
    root.current!.setPointerCapture(event.pointerId);
    point(event);
  };
  const release = useEffectEvent((event: Event) => {
    if (tapped.current && !root.current!.contains(event.target as Node)) letGo();
  });
  useEffect(() => {
    document.addEventListener('pointerdown', release, true);
    return () => document.removeEventListener('pointerdown', release, true);
  }, []);
  const read = ({currentTarget}: {currentTarget: HTMLInputElement}) => redraw(onProbe(Number(currentTarget.value)));
  const key = ({key}: KeyboardEvent) => {
    if (key === 'Escape') redraw(onProbe(undefined));
    if (key === 'Enter') onChoose?.();
  };
  return (
    <div
      className="chart"
      ref={root}
      data-testid={`chart-${id}`}
      onPointerMove={point}
      onPointerDown={press}
      onPointerLeave={leave}
      onPointerCancel={letGo}
    >
      <canvas ref={canvas.ref} />
      <svg aria-hidden="true" />
      <div className="chart-card" aria-hidden="true" hidden />
      <input
        className="chart-probe"
        type="range"
        min={0}
        defaultValue={0}
        aria-label={label}
        data-testid={`chart-${id}-probe`}
        onInput={read}
        onKeyDown={key}
        // At an end of the slider a key that goes further changes nothing: what is there is read off.
        onKeyUp={(event) => WALKING.test(event.key) && read(event)}
        onBlur={() => redraw(onProbe(undefined))}
      />
    </div>
  );
}
