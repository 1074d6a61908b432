let code: Promise<Blob> | undefined

/** All of the code that surrounds a program in its thread, as one script: nothing is imported from inside the frame. */
export function codeOfThread(): Promise<Blob> {
  return code ??= import('virtual:thread-code').then(({ default: text }) => new Blob([text], { type: 'text/javascript' }), (error) => {
    // The next run asks again.
    code = undefined
    throw error
  })
}
