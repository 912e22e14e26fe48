/** How many numbers of a head are for what is common, and how many for what is salient. */
export const halvesOf = (head: number): [common: number, salient: number] => [
  Math.ceil(head / 2),
  Math.floor(head / 2),
];
