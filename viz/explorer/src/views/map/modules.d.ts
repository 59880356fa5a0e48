// What is used of packages that come without types.

declare module "world-atlas/land-110m.json" {
  const topology: { objects: { land: object } };
  export default topology;
}

declare module "topojson-client" {
  export function feature(topology: object, object: object): object;
}

declare module "d3-geo" {
  type Point = [x: number, y: number];
  export interface Projection {
    (point: readonly [longitude: number, latitude: number]): Point | null;
    rotate(angles: readonly [number, number]): this;
    scale(value: number): this;
    translate(point: Point): this;
    precision(value: number): this;
  }
  interface Path {
    (shape: object): string | null;
    digits(value: number): this;
  }
  export function geoEqualEarth(): Projection;
  export function geoPath(projection: Projection): Path;
}
