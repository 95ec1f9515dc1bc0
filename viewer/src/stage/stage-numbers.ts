/** window.tegnStage: what is on the stage, in numbers. For tests, and for the curious in the browser's console. */
export interface StageNumbers {
  /** What the graphics card holds. */
  memory(): { readonly geometries: number; readonly textures: number; readonly programs: number };
  /** Triangles of the last picture, shadows included. */
  triangles(): number;
  camera(): { readonly position: number[]; readonly direction: number[]; readonly fovDeg: number };
  /** Place of an object in the world, metres; null where there is none of that name. */
  place(name: string): number[] | null;
  /** Weights of the first morph target of that name on each mesh that has one. */
  weights(name: string): number[];
}
