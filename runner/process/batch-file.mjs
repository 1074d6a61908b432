/**
 * What is started: a program itself; of a batch file of Windows, the line that its shell starts it by. Node refuses
 * such a file without a shell, and with one it puts the words together without quotes. They are the catalogue's and the
 * languages' own, never a visitor's.
 */
export function toStart(command, args, platform) {
  return platform === 'win32' && /\.(?:cmd|bat)$/i.test(command)
    ? { command: [command, ...args].map(word => `"${word}"`).join(' '), args: [], shell: true }
    : { command, args, shell: false }
}
