// What this deck uses of @slidev/client/state/drawings.ts.

/** What is drawn on each slide, as SVG, by its number. */
export const drawingState: Record<number, string | undefined>
export function patchDrawingState(no: number, svg: string): void
