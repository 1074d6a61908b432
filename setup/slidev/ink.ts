import { useDrawings } from '@slidev/client'
import { drawingState, patchDrawingState } from '@slidev/client/state/drawings.ts'

/** Takes what was drawn off all slides, in all windows. Slidev's own way clears the slide that is shown. */
export function forgetInk(): void {
  for (const no of Object.keys(drawingState).filter(no => drawingState[Number(no)]))
    patchDrawingState(Number(no), '')
  useDrawings().clear()
}
