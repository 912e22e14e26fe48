import {createContext, type RefObject, use, useEffect, useRef, useState} from 'react';
import type {Feed} from '../data.ts';
import {meter} from './meter.ts';
import {setPainter} from './painters.ts';
import {type Palette, readPalette} from './palette.ts';
import {zoomOf} from './pointer.ts';

export interface Surface {
  context: CanvasRenderingContext2D;
  /** In CSS pixels. */
  width: number;
  height: number;
  palette: Palette;
  /** Milliseconds, as requestAnimationFrame gives them. */
  now: number;
  /** Whether shapes are recorded for a file, and not painted: then nothing may be drawn from copies in few pixels. */
  vector?: boolean;
}

/** Draws; returns true to be called again at the next animation frame. */
export type Draw = (surface: Surface) => boolean;

export interface CanvasHandle {
  ref: RefObject<HTMLCanvasElement | null>;
  /** Asks for a drawing at the next animation frame. */
  redraw(): void;
}

/** Who says when a canvas is painted. */
export interface Frames {
  request(paint: FrameRequestCallback): number;
  cancel(id: number): void;
}

/** The browser, unless a page lets its canvases take turns. */
export const FramesContext = createContext<Frames>({
  request: (paint) => requestAnimationFrame(paint),
  cancel: (id) => cancelAnimationFrame(id),
});

/** Milliseconds; two frames of a usual screen. */
const LATE = 34;

/**
 * A canvas that is drawn when a feed, its size, the theme or the drawing function has changed, at most once per
 * animation frame, and only while it is in view. Its coordinates are CSS pixels on every screen.
 */
export function useCanvas(draw: Draw, feeds: readonly Feed<unknown>[]): CanvasHandle {
  const ref = useRef<HTMLCanvasElement | null>(null);
  const latest = useRef(draw);
  const redraw = useRef(() => {});
  const frames = use(FramesContext);
  // What goes wrong while drawing is the panel's, as if it had gone wrong while rendering.
  const [error, fail] = useState<{of: unknown}>();
  if (error) throw error.of;
  latest.current = draw;

  useEffect(() => {
    const canvas = ref.current!;
    const context = canvas.getContext('2d')!;
    let palette = readPalette();
    let scheduled = 0;
    let asked = 0;
    /** Recent milliseconds from the request of an animation frame to the frame. */
    let latency = 0;
    /** When it was painted last. */
    let painted = Number.NEGATIVE_INFINITY;
    let pause = 0;
    let inView = true;
    // Known from the observer alone: asked while painting, they would cost a layout for each canvas on the page.
    let width = 0;
    let height = 0;
    let zoom = 1;
    const schedule = () => {
      window.clearTimeout(pause);
      pause = 0;
      if (scheduled || !inView) return;
      asked = performance.now();
      scheduled = frames.request(paint);
    };
    /**
     * Requests the next frame of what moves by itself: an animation, or a run that trains. Where drawing is slow, or frames come
     * late, most of the time is left to other work.
     */
    const goOn = () => {
      if (scheduled || pause || !inView) return;
      const late = latency > LATE ? painted + latency - performance.now() : 0;
      const wait = Math.max(late, meter().wait);
      if (wait <= 0) return schedule();
      pause = window.setTimeout(schedule, wait);
    };
    const paint = (now: number) => {
      scheduled = 0;
      painted = performance.now();
      latency += 0.2 * (painted - asked - latency);
      meter().begin();
      if (width === 0 || height === 0) return;
      fit(canvas, context, width, height, zoom);
      context.clearRect(0, 0, width, height);
      try {
        if (latest.current({context, width, height, palette, now})) goOn();
      } catch (of) {
        fail({of});
      }
    };
    redraw.current = schedule;
    setPainter(canvas, (other) => {
      latest.current({context: other, width, height, palette, now: performance.now(), vector: true});
      // What a drawing keeps until the next one may have changed.
      schedule();
    });
    const ends = feeds.map((feed) => feed.subscribe(goOn));
    const resized = new ResizeObserver(() => {
      width = canvas.clientWidth;
      height = canvas.clientHeight;
      zoom = zoomOf(canvas);
      schedule();
    });
    resized.observe(canvas);
    const scrolled = new IntersectionObserver((entries) => {
      const before = inView;
      inView = entries.at(-1)!.isIntersecting;
      if (inView && !before) schedule();
    });
    scrolled.observe(canvas);
    const themed = new MutationObserver(() => {
      palette = readPalette();
      schedule();
    });
    themed.observe(document.documentElement, {attributeFilter: ['data-theme']});
    // Another screen may have another pixel density.
    const screen = matchMedia(`(resolution: ${window.devicePixelRatio}dppx)`);
    screen.addEventListener('change', schedule);
    schedule();
    return () => {
      screen.removeEventListener('change', schedule);
      for (const end of ends) end();
      resized.disconnect();
      scrolled.disconnect();
      themed.disconnect();
      window.clearTimeout(pause);
      frames.cancel(scheduled);
    };
    // biome-ignore lint/correctness/useExhaustiveDependencies: the feeds themselves are the dependencies
  }, feeds);

  useEffect(() => redraw.current());
  return {ref, redraw: () => redraw.current()};
}

function fit(
  canvas: HTMLCanvasElement,
  context: CanvasRenderingContext2D,
  width: number,
  height: number,
  zoom: number,
): void {
  const ratio = window.devicePixelRatio * zoom;
  const [w, h] = [Math.round(width * ratio), Math.round(height * ratio)];
  if (canvas.width !== w || canvas.height !== h) {
    canvas.width = w;
    canvas.height = h;
  }
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
}
