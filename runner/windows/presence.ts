/** What a window shows. */
export type View = 'presenter' | 'slide' | 'text' | 'other'

/** Who is there: the server keeps an entry for each window, as long as that has a line to it. */
export interface Presence {
  view: View
}

const HERE = 'here '

export const presenceKey = (window: string): string => `${HERE}${window}`

export const isPresenceKey = (key: string): boolean => key.startsWith(HERE)

export function isView(value: unknown): value is View {
  return value === 'presenter' || value === 'slide' || value === 'text' || value === 'other'
}

/** What a presence entry says, if it says what it should. */
export function readPresence(value: unknown): Presence | undefined {
  const view = typeof value === 'object' && value !== null ? (value as { view?: unknown }).view : undefined
  return isView(view) ? { view } : undefined
}
