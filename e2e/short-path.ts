import type { SlideOnDisk } from '../talk/slides.ts'
import process from 'node:process'
import { loadSlides } from '../talk/slides.ts'

/** The slides of the talk in twenty minutes, by the numbers that they have there. */
export async function loadShortPath(): Promise<SlideOnDisk[]> {
  process.env.TALK = 'short'
  try {
    return (await loadSlides()).filter(({ isMore }) => !isMore)
  }
  finally {
    delete process.env.TALK
  }
}
