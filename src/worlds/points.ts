/** What the page must know to draw the points of an embedding frame. */
export type Points =
  | {kind: 'emoji'; styles: string[]; concepts: number}
  | {kind: 'classes'; names: string[]; classOf: number[]};
