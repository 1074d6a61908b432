/** What a window shows. */
export type View = 'presenter' | 'slide' | 'text' | 'remote' | 'other'

const VIEWS: readonly unknown[] = ['presenter', 'slide', 'text', 'remote', 'other'] satisfies View[]

/** Who is there: the server keeps an entry for each window, as long as that has a line to it. */
export interface Presence {
  view: View
  /** It only looks on, as the deck's server has it: whatever it says of itself, it gives no talk. */
  isAudience?: true
}

const HERE = 'here '

export const presenceKey = (window: string): string => `${HERE}${window}`

export const isPresenceKey = (key: string): boolean => key.startsWith(HERE)

export const isView = (value: unknown): value is View => VIEWS.includes(value)

/** What a presence entry says, if it says what it should. */
export function readPresence(value: unknown): Presence | undefined {
  const { view, isAudience } = (typeof value === 'object' && value !== null ? value : {}) as Record<string, unknown>
  return isView(view) ? { view, ...isAudience === true && { isAudience } } : undefined
}
