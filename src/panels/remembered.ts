/** Returns the same object for the same inputs, so that changes elsewhere cause no computing or drawing. */
export function remembered<S extends unknown[], T>(make: (...state: S) => T, inputs: (...state: S) => unknown[]) {
  let last: {inputs: unknown[]; value: T} | undefined;
  return (...state: S): T => {
    const now = inputs(...state);
    if (!last || now.some((input, i) => input !== last!.inputs[i])) last = {inputs: now, value: make(...state)};
    return last.value;
  };
}
