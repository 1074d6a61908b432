import type { ComputedRef } from 'vue'
import { useMediaQuery } from '@vueuse/core'
import { computed } from 'vue'
import { usePrinting } from '../usePrinting.ts'
import { useReading } from '../useReading.ts'

type Size = readonly [width: number, height: number]

/** Up to here the text is as narrow as a phone: the width at which `reading.css` moves the bar to the thumb. */
const PHONE = 'screen and (max-width: 760px)'

/** A slide is this wide; on a phone the same letters, in the same pixels, are read in half of it. */
export const NARROW = 440

/**
 * Two forms of one figure: as wide as a slide, and stacked for a phone, with all of it and letters that can be read.
 * Paper has the wide one, whatever the screen is. `size` belongs to the <svg>; `narrow` says where its parts go.
 */
export function useFigure(
  wide: Size,
  stacked: Size,
): { narrow: ComputedRef<boolean>, size: ComputedRef<{ viewBox: string, width: number, height: number }> } {
  const reading = useReading()
  const isPhone = useMediaQuery(PHONE)
  const isPrinting = usePrinting()
  const narrow = computed(() => reading !== undefined && isPhone.value && !isPrinting.value)
  const size = computed(() => {
    const [width, height] = narrow.value ? stacked : wide
    return { viewBox: `0 0 ${width} ${height}`, width, height }
  })
  return { narrow, size }
}

/** Where the second of two halves stands: beside the first or below it. */
export function halfAt(index: number, narrow: boolean, height: number): string {
  return narrow ? `translate(0 ${index * height})` : `translate(${index * 460} 0)`
}

/** An SVG path in capital letters, each of its columns moved. */
export function moveColumns(path: string, to: (x: number) => number): string {
  return path.replace(/([MLH])(\d+)/g, (_, command: string, x: string) => `${command}${to(Number(x))}`)
}
