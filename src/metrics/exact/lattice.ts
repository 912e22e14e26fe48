export type {Lattice} from '../../worlds/lattice.ts';

/** Numbers by state, or by state and move. */
export type Numbers = Float32Array | Float64Array;
