/** The sizes of the measured step, the same for every library in the comparison. */

/** Sizes of input, hidden layers and output of the encoder; ReLU but for the last. */
export const STEP_SIZES = [2, 128, 128, 3] as const;

export const STEP_SETTINGS = {
  /** Standard deviation of the noise of each view. */
  noise: 0.1,
  temperature: 0.1,
  learningRate: 0.01,
  weightDecay: 0,
} as const;
