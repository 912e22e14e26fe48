/** What a file of the reader's own holds, once it is read: plain data that can be stored and passed between workers. */
export type OwnData = OwnVectors | OwnSentences | OwnPairs | OwnPreferences;

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

/** Two answers in each row, and which of them was preferred. */
export interface OwnPreferences extends Own {
  holds: 'preferences';
  /** Each once. */
  prompts: string[];
  /** Which prompt a row answers; -1 where there is none. */
  promptOf: Int32Array;
  first: string[];
  second: string[];
  /** 1 where the first was chosen, 0 where the second was, 1/2 for a tie. */
  labels: Float32Array;
  /** What both answers of a row were scored, one after the other, [2 rows]; NaN where they were not. None without any. */
  scores?: Float32Array;
  audit: Audit;
}

/** How often the longer of two answers was chosen. */
export interface Audit {
  pairs: number;
  ties: number;
  /** Pairs, not ties, of answers of equal length. */
  equal: number;
  longer: number;
  shorter: number;
  /** Mean words of chosen and of rejected answers. */
  chosenWords: number;
  rejectedWords: number;
  bins: AuditBin[];
}

export interface AuditBin {
  /** The gap in words, both included; `to` is 0 where there is no upper end. */
  from: number;
  to: number;
  /** Pairs that are no ties. */
  pairs: number;
  /** Those of them in which the longer was chosen. */
  longer: number;
}
