/** The note, in the browser's storage, that a file is on this machine that goes with its page. */
export const TO_FORGET = 'files-to-forget';
