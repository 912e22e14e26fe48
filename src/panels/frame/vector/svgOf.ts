/** A panel's drawing as SVG: shapes and texts that any drawing program can open and change. */
import {layersOf, MARGIN, type PictureText, styledCopy, textsOf} from '../layers.ts';
import {paintWith} from '../painters.ts';
import {addressOf} from './addressOf.ts';
import {plainColours} from './colours.ts';
import {element} from './element.ts';
import {Recorder} from './Recorder.ts';

/** Its layers on the page's ground, then the text marked for it. */
export async function svgOf(figure: Element, title: string, ground: string): Promise<Blob> {
  const box = figure.getBoundingClientRect();
  const [width, height] = [box.width, box.height].map((size) => Math.round(size) + 2 * MARGIN);
  const root = element(
    'svg',
    {width, height, viewBox: `${-MARGIN} ${-MARGIN} ${width} ${height}`},
    element('title', {}, title),
    element('rect', {x: -MARGIN, y: -MARGIN, width, height, fill: ground}),
  );
  for (const layer of layersOf(figure)) {
    const place = layer.getBoundingClientRect();
    if (place.width === 0 || place.height === 0) continue;
    const svg = layer instanceof HTMLCanvasElement ? await recorded(layer) : styledCopy(layer);
    // Labels may stand out of their layer, as on the page.
    if (layer instanceof SVGSVGElement) svg.setAttribute('overflow', 'visible');
    for (const name of ['class', 'aria-hidden', 'version']) svg.removeAttribute(name);
    svg.setAttribute('x', (place.left - box.left).toFixed(2));
    svg.setAttribute('y', (place.top - box.top).toFixed(2));
    root.append(svg);
  }
  root.append(...textsOf(figure).flatMap(textElements));
  plainColours(root);
  const text = `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(root)}\n`;
  return new Blob([text], {type: 'image/svg+xml'});
}

/** What a canvas shows, as shapes; a canvas that nobody draws again, as a picture. */
async function recorded(canvas: HTMLCanvasElement): Promise<SVGSVGElement> {
  const {width, height} = canvas.getBoundingClientRect();
  const recorder = new Recorder({width, height});
  if (paintWith(recorder, canvas)) return recorder.finish();
  const copy = new OffscreenCanvas(canvas.width, canvas.height);
  copy.getContext('2d')!.drawImage(canvas, 0, 0);
  const href = await addressOf(await copy.convertToBlob({type: 'image/png'}));
  return element('svg', {width, height}, element('image', {width, height, href})) as SVGSVGElement;
}

/** As wide as on the page, whatever font the file is shown with. */
function textElements({text, x, width, middle, style, swatch}: PictureText): SVGElement[] {
  const line = element('text', {x: x.toFixed(2), y: middle.toFixed(2), dy: '0.35em', fill: style.color}, text);
  line.setAttribute('textLength', width.toFixed(2));
  line.setAttribute('lengthAdjust', 'spacingAndGlyphs');
  const font = `font-family:${style.fontFamily};font-size:${style.fontSize};font-weight:${style.fontWeight}`;
  line.setAttribute('style', font);
  if (!swatch) return [line];
  const {x: cx, radius: r, colour: fill} = swatch;
  return [element('circle', {cx: cx.toFixed(2), cy: middle.toFixed(2), r: r.toFixed(2), fill}), line];
}
