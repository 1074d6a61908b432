/** The name under which a place's caret is kept: where in the program somebody types just now. */
export const CARET = 'caret'

/** Whether an entry is a caret, which is nowhere any more once the window that typed is gone. */
export const isCaretKey = (key: string): boolean => key.endsWith(` ${CARET}`)
