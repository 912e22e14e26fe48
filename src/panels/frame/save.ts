/** Saving what a panel shows as files. */

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

/** Comma-separated values as RFC 4180 has them. */
export function csvOf({columns, rows}: Table): string {
  const cell = (value: string | number) => {
    const text = String(value);
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  return [columns, ...rows].map((row) => `${row.map(cell).join(',')}\r\n`).join('');
}

/** The panel's drawing as one PNG: its canvases, then its SVG layers, on the page's ground. */
export async function pngOf(figure: Element, ground: string): Promise<Blob> {
  const box = figure.getBoundingClientRect();
  const ratio = Math.max(2, window.devicePixelRatio);
  const canvas = new OffscreenCanvas(Math.round(box.width * ratio), Math.round(box.height * ratio));
  const context = canvas.getContext('2d')!;
  context.scale(ratio, ratio);
  context.fillStyle = ground;
  context.fillRect(0, 0, box.width, box.height);
  for (const layer of figure.querySelectorAll('canvas, svg')) {
    const {left, top, width, height} = layer.getBoundingClientRect();
    const image = layer instanceof HTMLCanvasElement ? layer : await rasterised(layer as SVGSVGElement);
    if (width > 0 && height > 0) context.drawImage(image, left - box.left, top - box.top, width, height);
  }
  return canvas.convertToBlob({type: 'image/png'});
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

/** An SVG drawn apart from the page knows none of its styles: they are written into the copy. */
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
