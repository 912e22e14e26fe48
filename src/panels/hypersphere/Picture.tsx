import {type CSSProperties, useEffect, useRef} from 'react';
import type {Sprite} from '../data.ts';
import {drawPicture} from './picture.ts';

/** One picture. It is hidden from screen readers, because its name stands beside it. */
export function Picture({sprite, size}: {sprite: Sprite; size: number}) {
  const ref = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const canvas = ref.current!;
    const ratio = window.devicePixelRatio;
    canvas.width = Math.round(size * ratio);
    canvas.height = canvas.width;
    const context = canvas.getContext('2d')!;
    drawPicture(context, sprite, canvas.width / 2, canvas.width / 2, canvas.width, false);
  }, [sprite, size]);
  const className = sprite.ink ? 'hypersphere-picture is-ink' : 'hypersphere-picture';
  return (
    <canvas ref={ref} className={className} style={{'--size': `${size}px`} as CSSProperties} aria-hidden data-aside />
  );
}
