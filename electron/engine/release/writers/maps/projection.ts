/*
 * SWEREF 99 TM (EPSG:3006) and degrees of SWEREF 99, which agrees with WGS 84 to a few decimetres: Gauss conformal (transverse
 * Mercator) projection on GRS 80, with the series of Krüger to the fourth power of the third flattening, as published by
 * Lantmäteriet ("Gauss Conformal Projection (Transverse Mercator)", 2008). Accurate to less than a millimetre within Sweden.
 */

const SEMI_MAJOR = 6_378_137;
const FLATTENING = 1 / 298.257222101;
const CENTRAL_MERIDIAN = (15 * Math.PI) / 180;
const SCALE = 0.9996;
const FALSE_EASTING = 500_000;

const E2 = FLATTENING * (2 - FLATTENING);
const N = FLATTENING / (2 - FLATTENING);
const RADIUS = (SEMI_MAJOR / (1 + N)) * (1 + N ** 2 / 4 + N ** 4 / 64);

/** Series of the conformal latitude. */
const A = E2;
const B = (5 * E2 ** 2 - E2 ** 3) / 6;
const C = (104 * E2 ** 3 - 45 * E2 ** 4) / 120;
const D = (1237 * E2 ** 4) / 1260;

const FORWARD = [
  N / 2 - (2 * N ** 2) / 3 + (5 * N ** 3) / 16 + (41 * N ** 4) / 180,
  (13 * N ** 2) / 48 - (3 * N ** 3) / 5 + (557 * N ** 4) / 1440,
  (61 * N ** 3) / 240 - (103 * N ** 4) / 140,
  (49561 * N ** 4) / 161280,
];
const BACKWARD = [
  N / 2 - (2 * N ** 2) / 3 + (37 * N ** 3) / 96 - N ** 4 / 360,
  N ** 2 / 48 + N ** 3 / 15 - (437 * N ** 4) / 1440,
  (17 * N ** 3) / 480 - (37 * N ** 4) / 840,
  (4397 * N ** 4) / 161280,
];
const A_BACK = E2 + E2 ** 2 + E2 ** 3 + E2 ** 4;
const B_BACK = -(7 * E2 ** 2 + 17 * E2 ** 3 + 30 * E2 ** 4) / 6;
const C_BACK = (224 * E2 ** 3 + 889 * E2 ** 4) / 120;
const D_BACK = (-4279 * E2 ** 4) / 1260;

/** Easting and northing in metres to longitude and latitude in degrees. */
export function toDegrees(easting: number, northing: number): readonly [longitude: number, latitude: number] {
  const xi = northing / (SCALE * RADIUS);
  const eta = (easting - FALSE_EASTING) / (SCALE * RADIUS);
  let xiPrime = xi;
  let etaPrime = eta;
  for (const [i, delta] of BACKWARD.entries()) {
    const k = 2 * (i + 1);
    xiPrime -= delta * Math.sin(k * xi) * Math.cosh(k * eta);
    etaPrime -= delta * Math.cos(k * xi) * Math.sinh(k * eta);
  }
  const conformal = Math.asin(Math.sin(xiPrime) / Math.cosh(etaPrime));
  const longitude = CENTRAL_MERIDIAN + Math.atan(Math.sinh(etaPrime) / Math.cos(xiPrime));
  const s2 = Math.sin(conformal) ** 2;
  const latitude =
    conformal + Math.sin(conformal) * Math.cos(conformal) * (A_BACK + s2 * (B_BACK + s2 * (C_BACK + s2 * D_BACK)));
  return [(longitude * 180) / Math.PI, (latitude * 180) / Math.PI];
}

/** Longitude and latitude in degrees to easting and northing in metres. */
export function toMetres(longitude: number, latitude: number): readonly [easting: number, northing: number] {
  const phi = (latitude * Math.PI) / 180;
  const s2 = Math.sin(phi) ** 2;
  const conformal = phi - Math.sin(phi) * Math.cos(phi) * (A + s2 * (B + s2 * (C + s2 * D)));
  const delta = (longitude * Math.PI) / 180 - CENTRAL_MERIDIAN;
  const xiPrime = Math.atan(Math.tan(conformal) / Math.cos(delta));
  const etaPrime = Math.atanh(Math.cos(conformal) * Math.sin(delta));
  let xi = xiPrime;
  let eta = etaPrime;
  for (const [i, beta] of FORWARD.entries()) {
    const k = 2 * (i + 1);
    xi += beta * Math.sin(k * xiPrime) * Math.cosh(k * etaPrime);
    eta += beta * Math.cos(k * xiPrime) * Math.sinh(k * etaPrime);
  }
  return [SCALE * RADIUS * eta + FALSE_EASTING, SCALE * RADIUS * xi];
}
