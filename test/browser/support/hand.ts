/** A finger and a pen on the page, by the protocol of the browser's tools. */
import type {CDPSession, Locator, Page} from '@playwright/test';

export interface Point {
  x: number;
  y: number;
}

interface Hand {
  /** Down at the first point, along the others, and up. */
  drag(points: readonly Point[]): Promise<void>;
  down(point: Point): Promise<void>;
  up(): Promise<void>;
}

export async function fingerOn(page: Page): Promise<Hand> {
  const session = await page.context().newCDPSession(page);
  const send = (type: 'touchStart' | 'touchMove' | 'touchEnd', touchPoints: Point[]) =>
    session.send('Input.dispatchTouchEvent', {type, touchPoints});
  return {
    down: async (point) => void (await send('touchStart', [point])),
    up: async () => void (await send('touchEnd', [])),
    async drag([first, ...others]) {
      await send('touchStart', [first]);
      for (const point of others) await send('touchMove', [point]);
      await send('touchEnd', []);
    },
  };
}

interface Pen extends Hand {
  hover(point: Point): Promise<void>;
}

export async function penOn(page: Page): Promise<Pen> {
  const session: CDPSession = await page.context().newCDPSession(page);
  let last: Point = {x: 0, y: 0};
  const send = (type: 'mousePressed' | 'mouseMoved' | 'mouseReleased', point: Point, pressed: boolean) => {
    last = point;
    const button = type === 'mouseMoved' && !pressed ? 'none' : 'left';
    const force = pressed ? 0.5 : 0;
    return session.send('Input.dispatchMouseEvent', {
      ...point,
      type,
      button,
      buttons: pressed ? 1 : 0,
      clickCount: type === 'mouseMoved' ? 0 : 1,
      pointerType: 'pen',
      force,
    });
  };
  const pen: Pen = {
    hover: async (point) => void (await send('mouseMoved', point, false)),
    down: async (point) => void (await send('mousePressed', point, true)),
    up: async () => void (await send('mouseReleased', last, false)),
    async drag([first, ...others]) {
      await pen.hover(first);
      await pen.down(first);
      for (const point of others) await send('mouseMoved', point, true);
      await pen.up();
    },
  };
  return pen;
}

/** Points from one share of an element to another, in steps. */
export async function along(element: Locator, from: [number, number], to: [number, number]): Promise<Point[]> {
  const {x, y, width, height} = (await element.boundingBox())!;
  return Array.from({length: 13}, (_, i) => ({
    x: x + width * (from[0] + ((to[0] - from[0]) * i) / 12),
    y: y + height * (from[1] + ((to[1] - from[1]) * i) / 12),
  }));
}
