/** What a file of the reader's own holds, once it is read: plain data that can be stored and passed between workers. */
export type OwnData = OwnVectors | OwnSentences | OwnPairs;

interface Own {
  rows: number;
  /** Names of the classes; none where the file has no labels. */
  classes: string[];
  /** Class of each row, empty where there are none. */
  classOf: Int32Array;
  /** What each row is called, where the file says so. */
  names?: string[];
}

export interface OwnVectors extends Own {
  holds: 'vectors';
  /** [rows, columns], row by row. */
  values: Float32Array;
  columns: number;
  /** What the columns are called, where the file says so. */
  headings?: string[];
}

export interface OwnSentences extends Own {
  holds: 'sentences';
  texts: string[];
}

/** Two texts that belong together in each row. */
export interface OwnPairs extends Own {
  holds: 'pairs';
  first: string[];
  second: string[];
}
