import {addressOf} from './addressOf.ts';
import {element} from './element.ts';

export type Source = Exclude<CanvasImageSource, VideoFrame | SVGImageElement>;

/** A rectangle of the source: left, top, width, height. */
export type Cut = [number, number, number, number];

/** Between two cuts, so that smoothing does not mix them. */
const GAP = 2;

let sheets = 0;

/** The cuts of one source that a drawing uses, packed into one image. */
export class Sheet {
  /** The source as it was when it was first used. */
  readonly #copy: OffscreenCanvas;
  readonly #cuts = new Map<string, {cut: Cut; views: SVGElement[]}>();
  readonly #id = `pictures-${++sheets}`;

  constructor(source: Source, width: number, height: number) {
    this.#copy = new OffscreenCanvas(width, height);
    this.#copy.getContext('2d')!.drawImage(source, 0, 0);
  }

  /** Has the view show a cut, once the sheet is finished. */
  show(cut: Cut, view: SVGElement): void {
    const key = cut.join();
    const known = this.#cuts.get(key) ?? {cut, views: []};
    known.views.push(view);
    this.#cuts.set(key, known);
  }

  /** The image, for the definitions of the drawing. */
  async finish(): Promise<SVGElement> {
    const all = [...this.#cuts.values()];
    const across = Math.ceil(Math.sqrt(all.length));
    const wide = Math.max(...all.map(({cut}) => Math.ceil(cut[2]))) + GAP;
    const high = Math.max(...all.map(({cut}) => Math.ceil(cut[3]))) + GAP;
    const [width, height] = [across * wide, Math.ceil(all.length / across) * high];
    const packed = new OffscreenCanvas(width, height);
    const context = packed.getContext('2d')!;
    context.imageSmoothingEnabled = false;
    all.forEach(({cut, views}, i) => {
      const [left, top, w, h] = cut;
      const [x, y] = [(i % across) * wide, Math.floor(i / across) * high];
      context.drawImage(this.#copy, left, top, w, h, x, y, w, h);
      for (const view of views) {
        view.setAttribute('viewBox', `${x} ${y} ${w} ${h}`);
        view.append(element('use', {href: `#${this.#id}`}));
      }
    });
    const href = await addressOf(await packed.convertToBlob({type: 'image/png'}));
    return element('image', {id: this.#id, width, height, href});
  }
}
