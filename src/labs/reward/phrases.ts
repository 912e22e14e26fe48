/** Statements without facts, as menus call them. */
export const FILLER = 'Filler';
