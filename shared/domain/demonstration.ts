/**
 * The passphrase of every demonstration project. It is public on purpose: the people in it are made up, and whoever tries
 * Sigill is to see the same encryption at work as in a real project.
 */
export const DEMONSTRATION_PASSPHRASE = 'demonstrationslandet är påhittat';
