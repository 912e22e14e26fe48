/** Saves a panel's drawing and numbers as files. */

/** Columns of the table behind a chart. */
export interface Table {
  caption: string;
  columns: readonly string[];
  rows: readonly (readonly (string | number)[])[];
}

export function saveBlob(name: string, blob: Blob): void {
  const address = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}

/** Comma-separated values by RFC 4180. */
export function csvOf({columns, rows}: Table): string {
  const cell = (value: string | number) => {
    const text = String(value);
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  return [columns, ...rows].map((row) => `${row.map(cell).join(',')}\r\n`).join('');
}

/** The panel's drawing as one PNG: its canvases and SVG layers on the page's ground, then the text marked for it. */
export async function pngOf(figure: Element, ground: string): Promise<Blob> {
  const box = figure.getBoundingClientRect();
  const ratio = Math.max(2, window.devicePixelRatio);
  const canvas = new OffscreenCanvas(Math.round(box.width * ratio), Math.round(box.height * ratio));
  const context = canvas.getContext('2d')!;
  context.scale(ratio, ratio);
  context.fillStyle = ground;
  context.fillRect(0, 0, box.width, box.height);
  for (const layer of figure.querySelectorAll('canvas:not([data-aside]), svg:not([data-aside])')) {
    const {left, top, width, height} = layer.getBoundingClientRect();
    const image = layer instanceof HTMLCanvasElement ? layer : await rasterised(layer as SVGSVGElement);
    if (width > 0 && height > 0) context.drawImage(image, left - box.left, top - box.top, width, height);
  }
  for (const text of figure.querySelectorAll<HTMLElement>('[data-picture-text]')) drawText(context, text, box);
  return canvas.convertToBlob({type: 'image/png'});
}

/** Draws a text of the page at its place, with its round swatch if it has one. */
function drawText(context: OffscreenCanvasRenderingContext2D, element: HTMLElement, box: DOMRect): void {
  const range = document.createRange();
  range.selectNodeContents(element);
  const {left, top, height} = range.getBoundingClientRect();
  const style = getComputedStyle(element);
  const middle = top + height / 2 - box.top;
  const swatch = element.querySelector<HTMLElement>('[data-swatch]');
  let at = left - box.left;
  if (swatch) {
    const place = swatch.getBoundingClientRect();
    context.fillStyle = getComputedStyle(swatch).backgroundColor;
    context.beginPath();
    context.arc(place.left + place.width / 2 - box.left, middle, place.width / 2, 0, 2 * Math.PI);
    context.fill();
    at = place.right + 6 - box.left;
  }
  context.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
  context.fillStyle = style.color;
  context.textBaseline = 'middle';
  context.fillText(element.textContent.trim(), at, middle);
}

const INLINED = [
  'fill',
  'stroke',
  'stroke-width',
  'stroke-dasharray',
  'opacity',
  'font',
  'text-anchor',
  'dominant-baseline',
];

/** An SVG outside the page has none of its styles, so they are written into the copy. */
async function rasterised(svg: SVGSVGElement): Promise<HTMLImageElement> {
  const copy = svg.cloneNode(true) as SVGSVGElement;
  const originals = svg.querySelectorAll('*');
  copy.querySelectorAll('*').forEach((element, i) => {
    const style = getComputedStyle(originals[i]);
    const text = INLINED.map((name) => `${name}:${style.getPropertyValue(name)}`).join(';');
    element.setAttribute('style', text);
  });
  const {width, height} = svg.getBoundingClientRect();
  copy.setAttribute('width', String(width));
  copy.setAttribute('height', String(height));
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(new XMLSerializer().serializeToString(copy))}`;
  await image.decode();
  return image;
}
