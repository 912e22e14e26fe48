/** The numbers of the measured step, which every library that is compared takes. */

/** Sizes of input, hidden layers and output of the encoder; ReLU but for the last. */
export const STEP_SIZES = [2, 128, 128, 3] as const;

export const STEP_SETTINGS = {
  /** Standard deviation of the noise of each view. */
  noise: 0.1,
  temperature: 0.1,
  learningRate: 0.01,
  weightDecay: 0,
} as const;
