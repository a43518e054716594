declare module 'fontkit' {
  /** Opens a font from its file. */
  export function create(file: Uint8Array): unknown;
}
