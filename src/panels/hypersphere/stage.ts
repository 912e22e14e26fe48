/** The interface of the panel for layers that are drawn among its points. */
import type {Feed} from '../data.ts';
import type {Table} from '../frame/save.ts';
import type {Surface} from '../frame/useCanvas.ts';
import type {Disc} from './layout.ts';
import type {Scene} from './scene.ts';
import {type Signal, signal} from './signal.ts';
import {Turn} from './turn.ts';
import type {Shown} from './words.ts';

export interface LayerView {
  scene: Scene;
  disc: Disc;
  /** The turn [3, 3]. */
  matrix: Float64Array;
  /** Whether the reader asks for reduced motion. */
  still: boolean;
}

/** Something drawn among the points of the panel. */
export interface Layer {
  /**
   * Draws what lies behind the points in front, or what lies before them; a sphere asks for both, others for the second
   * alone. True to be drawn again at the next animation frame.
   */
  draw(surface: Surface, view: LayerView, side: 'behind' | 'before'): boolean;
  /** Replaces the table of groups. */
  table(): Table;
  /** Whether the point under the pointer is not marked. */
  alone?: boolean;
  /** Milliseconds that the points take from frame to frame, where that is not the time between two frames. */
  glide?: number;
  /** The reader has chosen a row. */
  select?(row: number): void;
}

/** A turn that several spheres share: whoever turns one turns all. */
export interface Camera {
  turn: Turn;
  /** Set at every turn. */
  moved: Signal<number>;
  /** Whether the first points have been brought to the front. */
  placed: boolean;
}

export const newCamera = (): Camera => ({turn: new Turn(), moved: signal(0), placed: false});

export interface Stage {
  /** Adds a layer; returns the function that removes it. */
  add(layer: Layer): () => void;
  redraw(): void;
  scene: Scene;
  /** Turns a position of the picture [3] to the front. */
  face(position: Float32Array): void;
  /** How far in front a position is, -1 to 1, once the sphere has turned; a circle has everything in front. */
  depthOf(position: Float32Array): number;
  shown: Feed<Shown | undefined>;
  /** The turn [3, 3] with which it was drawn last; a new matrix after each turn. */
  turned: Feed<Float64Array>;
}
