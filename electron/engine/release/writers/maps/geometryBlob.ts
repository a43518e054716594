/*
 * Geometry of a GeoPackage (OGC 12-128r19, 2.1.3): a header with the reference system and the bounds, then well-known binary.
 * Everything little-endian.
 */

const HEADER = 8;
const ENVELOPE = 32;
const POLYGON = 3;
const MULTI_POLYGON = 6;
/** Little-endian, with an envelope of x and y. */
const FLAGS = 0b0000_0011;

export interface GeometryBlob {
  readonly blob: Buffer;
  /** Least x and y, greatest x and y. */
  readonly envelope: readonly [number, number, number, number];
}

export function multiPolygonBlob(polygons: readonly (readonly Int32Array[])[], srs: number): GeometryBlob {
  const size = polygons.reduce(
    (sum, rings) => sum + 9 + rings.reduce((own, ring) => own + 4 + 8 * ring.length, 0),
    HEADER + ENVELOPE + 9,
  );
  const blob = Buffer.alloc(size);
  let at = 0;
  const byte = (value: number): void => {
    at = blob.writeUInt8(value, at);
  };
  const integer = (value: number): void => {
    at = blob.writeUInt32LE(value, at);
  };
  const double = (value: number): void => {
    at = blob.writeDoubleLE(value, at);
  };
  const envelope: [number, number, number, number] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const rings of polygons)
    for (const ring of rings)
      for (let i = 0; i < ring.length; i += 2) {
        const [x, y] = [ring[i] as number, ring[i + 1] as number];
        envelope[0] = Math.min(envelope[0], x);
        envelope[1] = Math.min(envelope[1], y);
        envelope[2] = Math.max(envelope[2], x);
        envelope[3] = Math.max(envelope[3], y);
      }
  at = blob.write('GP', 'latin1');
  byte(0);
  byte(FLAGS);
  integer(srs);
  for (const d of [0, 2, 1, 3] as const) double(envelope[d]);
  byte(1);
  integer(MULTI_POLYGON);
  integer(polygons.length);
  for (const rings of polygons) {
    byte(1);
    integer(POLYGON);
    integer(rings.length);
    for (const ring of rings) {
      integer(ring.length / 2);
      for (const value of ring) double(value);
    }
  }
  return { blob, envelope };
}
